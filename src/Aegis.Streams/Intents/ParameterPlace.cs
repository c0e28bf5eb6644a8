using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>Spells where a scan of JSON stands.</summary>
internal static class ParameterPlace
{
    private const int MaxShownName = 64;
    private static readonly SearchValues<byte> ShownCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>Returns the path, such as `parameters.items[2].sku`. A name that is long or unusual shows as `*`: it may be data.</summary>
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

    private static string Shown(ReadOnlySpan<byte> name, bool isEscaped)
    {
        if (isEscaped)
        {
            var unescaped = new byte[name.Length];
            name = unescaped.AsSpan(0, JsonEscapes.Unescape(name, unescaped));
        }

        return name.Length is > 0 and <= MaxShownName && !name.ContainsAnyExcept(ShownCharacters) ? Encoding.ASCII.GetString(name) : "*";
    }
}
