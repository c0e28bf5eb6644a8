using System.Buffers;
using System.Security.Cryptography;

namespace Aegis.Streams.Policy.Publication;

/// <summary>The spelling of ids and revisions: SHA-256 in lower-case hex.</summary>
internal static class PublicationHash
{
    public const int Length = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static bool IsValid(ReadOnlySpan<char> text) => text.Length == Length && !text.ContainsAnyExcept(Digits);
}
