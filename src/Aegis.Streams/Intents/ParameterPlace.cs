using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>Spells where a scan of JSON stands.</summary>
internal static class ParameterPlace
{
    // Digits tell card numbers, accounts and phone numbers from names; lower case tells names from the ids of access keys; length, most tokens.
    private const int MaxShownName = 32;
    private const int MaxShownDigits = 4;
    private const int MaxShownCapitals = 15;
    private static readonly SearchValues<byte> ShownCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>
    /// Returns the path, such as `parameters.items[2].sku`. A name shows as `*` if it may be data: an address, a number of a card, an account or a phone, a
    /// key. What shows has at most 32 characters of A-Z a-z 0-9 _ -, a letter among them, at most four digits, and a lower-case letter from 16 characters on,
    /// and is no base64 of text.
    /// </summary>
    /// <param name="root">What to call the root.</param>
    /// <param name="open">The containers that are open, the outermost first.</param>
    /// <param name="text">The text.</param>
    /// <returns>The path.</returns>
    public static string Of(string root, ReadOnlySpan<OpenContainer> open, ReadOnlySpan<byte> text)
    {
        var path = new StringBuilder(root);
        foreach (ref readonly var container in open)
        {
            if (!container.IsObject) path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(container.ChildCount - 1, 0)}]");
            else if (container.NameStart > 0) path.Append('.').Append(Shown(text.Slice(container.NameStart, container.NameLength), container.NameIsEscaped));
        }

        return path.ToString();
    }

    /// <summary>Returns the path of an entry.</summary>
    /// <param name="root">What to call the root.</param>
    /// <param name="table">The table.</param>
    /// <param name="index">The entry.</param>
    /// <returns>The path.</returns>
    public static string Of(string root, ParameterTable table, int index)
    {
        var path = new StringBuilder(root);
        var container = 0;
        while (container != index)
        {
            var (child, position) = (container + 1, 0);
            for (; index >= table[child].Next; child = table[child].Next) position++;
            ref readonly var entry = ref table[child];
            if (entry.HasName) path.Append('.').Append(Shown(table.Name(entry), entry.NameIsEscaped));
            else path.Append(CultureInfo.InvariantCulture, $"[{position}]");
            container = child;
        }

        return path.ToString();
    }

    /// <summary>Returns a name as places show it.</summary>
    /// <param name="name">The name as it is in the text.</param>
    /// <param name="isEscaped">Whether it has escapes there.</param>
    /// <returns>The name, or `*`.</returns>
    public static string Shown(ReadOnlySpan<byte> name, bool isEscaped)
    {
        if (isEscaped)
        {
            var unescaped = new byte[name.Length];
            name = unescaped.AsSpan(0, JsonEscapes.Unescape(name, unescaped));
        }

        return IsName(name) ? Encoding.ASCII.GetString(name) : "*";
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > MaxShownName || name.ContainsAnyExcept(ShownCharacters)) return false;
        var (digits, lower, upper) = (0, 0, 0);
        foreach (var character in name)
        {
            if (char.IsAsciiDigit((char)character)) digits++;
            else if (char.IsAsciiLetterLower((char)character)) lower++;
            else if (char.IsAsciiLetterUpper((char)character)) upper++;
        }

        return digits <= MaxShownDigits && lower + upper > 0 && (lower > 0 || name.Length <= MaxShownCapitals) && (upper == 0 || !EncodedName.Holds(name));
    }
}
