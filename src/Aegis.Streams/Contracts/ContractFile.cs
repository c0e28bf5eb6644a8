using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>One .proto file of the contracts.</summary>
/// <param name="Name">Its name as others import it, such as `aegis/v1/decision.proto`.</param>
/// <param name="Text">Its text.</param>
/// <param name="Descriptor">What it declares, with comments (<see cref="DescriptorDeclaration.LeadingComments"/>).</param>
public sealed record ContractFile(string Name, string Text, FileDescriptor Descriptor);
