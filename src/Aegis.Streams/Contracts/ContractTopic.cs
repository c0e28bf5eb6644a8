using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>A topic whose values are messages of the contracts.</summary>
/// <param name="Id">What the topic is called whatever the prefix, such as `decisions`.</param>
/// <param name="Name">Its name.</param>
/// <param name="Message">The message of its values.</param>
/// <param name="KeyPattern">The form of its keys, a pattern of ECMA-262.</param>
/// <param name="Purpose">What it is for, in one sentence.</param>
public sealed record ContractTopic(string Id, string Name, MessageDescriptor Message, string KeyPattern, string Purpose)
{
    /// <summary>Gets a value indicating whether Aegis reads the topic; otherwise it writes it.</summary>
    public required bool IsRead { get; init; }

    /// <summary>Gets a value indicating whether values may be JSON as well as Protobuf.</summary>
    public required bool HasJson { get; init; }

    /// <summary>Gets a value indicating whether a record without a value takes back the ones before it.</summary>
    public bool IsTable { get; init; }
}
