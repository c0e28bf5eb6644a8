using System.Buffers;

namespace Aegis.Streams.Catalog;

/// <summary>The form of a SKU.</summary>
internal static class Skus
{
    public const string Rule = "must be 1 to 64 characters of A-Z a-z 0-9 . _ -";

    /// <summary>The rule as a pattern of ECMA-262.</summary>
    public const string Pattern = "^[A-Za-z0-9._-]{1,64}$";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid(string sku) => sku.Length is > 0 and <= MaxLength && !sku.AsSpan().ContainsAnyExcept(Characters);
}
