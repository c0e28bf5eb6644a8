using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>The comments of the contracts, as descriptions.</summary>
internal static class ContractComments
{
    /// <summary>Gets a comment as one line.</summary>
    public static string Of(DescriptorDeclaration declaration) =>
        string.Join(' ', declaration.LeadingComments.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
