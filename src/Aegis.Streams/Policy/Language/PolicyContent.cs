using System.Collections.Immutable;
using System.Security.Cryptography;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Placeholder on this branch; the real one comes with the branch `language`.</summary>
public static class PolicyContent
{
    /// <summary>Placeholder.</summary>
    public static byte[] Write(ImmutableArray<PolicyDocument> documents) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', documents.Select(document => $"{document.Tenant}/{document.Name}:{string.Join(',', document.Rules.Select(rule => rule.Id))}")));

    /// <summary>Placeholder.</summary>
    public static string RevisionOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
