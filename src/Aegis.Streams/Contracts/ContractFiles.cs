using System.Collections.Frozen;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>The .proto files of the contracts as this program was built with.</summary>
public static class ContractFiles
{
    private const string DescriptorResource = "contracts.binpb";
    private static readonly FrozenDictionary<string, ContractFile> ByName = Load();

    /// <summary>Gets the files, sorted by name.</summary>
    public static IEnumerable<ContractFile> All => ByName.Values.OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>Gets a file.</summary>
    /// <param name="name">Its name, such as `aegis/v1/decision.proto`.</param>
    /// <returns>The file.</returns>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static ContractFile Get(string name) => ByName[name];

    /// <summary>Finds a message with its comments, which the descriptors of generated code lack.</summary>
    /// <param name="message">A message at the top level of a file of the contracts.</param>
    /// <returns>The same message as its file describes it.</returns>
    public static MessageDescriptor Describe(MessageDescriptor message) => Get(message.File.Name).Descriptor.MessageTypes[message.Index];

    private static FrozenDictionary<string, ContractFile> Load()
    {
        using var set = Open(DescriptorResource);
        var files = FileDescriptor.BuildFromByteStrings(FileDescriptorSet.Parser.ParseFrom(set).File.Select(Google.Protobuf.MessageExtensions.ToByteString));
        return files
            .Where(file => file.Package == Decision.Descriptor.File.Package)
            .ToFrozenDictionary(file => file.Name, file => new ContractFile(file.Name, ReadText(file.Name), file), StringComparer.Ordinal);
    }

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string resource) =>
        typeof(Decision).Assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"The contracts were built without their resource `{resource}`.");
}
