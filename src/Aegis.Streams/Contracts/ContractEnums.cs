using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>The names of enum values in JSON.</summary>
internal static class ContractEnums
{
    /// <summary>Gets the names: those of the contract in lower case without the enum's own, such as `approval_needed`. UNSPECIFIED is never sent.</summary>
    public static IEnumerable<string> Names(EnumDescriptor type)
    {
        var prefix = type.Values.Single(value => value.Number == 0).Name.Length - "UNSPECIFIED".Length;
        return type.Values.Where(value => value.Number != 0).Select(value => value.Name[prefix..].ToLowerInvariant());
    }
}
