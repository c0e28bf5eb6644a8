using System.Buffers;

namespace Aegis.Streams.Policy;

/// <summary>The form of the names of tools and actions.</summary>
internal static class ToolNames
{
    public const string Rule = "must be 1 to 128 characters of A-Z a-z 0-9 . _ / : -";

    /// <summary>The rule as a pattern of ECMA-262.</summary>
    public const string Pattern = "^[A-Za-z0-9._/:-]{1,128}$";

    private const int MaxLength = 128;
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/:-");

    public static bool IsValid(string name) => name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAnyExcept(Characters);
}
