using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>Writes JSON with labels.</summary>
/// <param name="target">Where it goes.</param>
/// <param name="draw">The choices.</param>
/// <param name="style">How it is written.</param>
internal sealed class JsonText(LabelledText target, Draw draw, JsonStyle style)
{
    private const double ShareOfNumbers = 0.3;

    // The digits of the greatest number of 64 bits, less one.
    private const int LongestNumber = 18;

    private readonly LabelledText _string = new();
    private bool _needsComma;

    public Draw Draw => draw;

    public JsonStyle Style => style;

    /// <summary>Gets how many characters there are.</summary>
    public int Length => target.Length;

    public JsonText Begin(char bracket)
    {
        Separate();
        target.Append(bracket);
        _needsComma = false;
        return this;
    }

    public JsonText End(char bracket)
    {
        target.Append(bracket);
        _needsComma = true;
        return this;
    }

    /// <summary>Writes a key.</summary>
    /// <param name="snake">The key, in lower case with underscores.</param>
    /// <returns>This.</returns>
    public JsonText Key(string snake) => ExactKey(style.IsCamel ? KeyNames.Camel(snake) : snake);

    /// <summary>Writes a key as it is.</summary>
    /// <param name="key">The key.</param>
    /// <returns>This.</returns>
    public JsonText ExactKey(string key)
    {
        Separate();
        target.Append('"').Append(key).Append("\":");
        if (style.IsSpaced) target.Append(' ');
        _needsComma = false;
        return this;
    }

    public JsonText Text(string text)
    {
        _string.Clear();
        _string.Append(text);
        return Text(_string);
    }

    public JsonText Text(LabelledText text, bool isNested = false)
    {
        Separate();
        JsonStrings.Append(target, text, draw, style, isNested);
        _needsComma = true;
        return this;
    }

    /// <summary>Writes a number or a literal.</summary>
    /// <param name="number">The number.</param>
    /// <returns>This.</returns>
    public JsonText Number(string number)
    {
        Separate();
        target.Append(number);
        _needsComma = true;
        return this;
    }

    /// <summary>Writes what is JSON already.</summary>
    /// <param name="text">The JSON.</param>
    /// <returns>This.</returns>
    public JsonText Json(LabelledText text)
    {
        Separate();
        target.Append(text);
        _needsComma = true;
        return this;
    }

    /// <summary>Writes a value that its key names; digits alone often as a number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>This.</returns>
    public JsonText Value(SensitiveValue value)
    {
        if (IsNumber(value.Text) && draw.Chance(ShareOfNumbers))
        {
            Separate();
            target.Append(value, ContextKind.Key);
            _needsComma = true;
            return this;
        }

        _string.Clear();
        _string.Append(value, ContextKind.Key);
        return Text(_string);
    }

    /// <summary>Writes a hard negative; digits alone mostly as a number.</summary>
    /// <param name="value">The negative.</param>
    /// <returns>This.</returns>
    public JsonText Value(HardNegative value)
    {
        if ((IsNumber(value.Text) && value.Before.Length == 0 && !draw.Chance(ShareOfNumbers)) || value.Kind == NegativeKind.Coordinate)
        {
            Separate();
            target.Append(value);
            _needsComma = true;
            return this;
        }

        _string.Clear();
        _string.Append(value.Kind == NegativeKind.Placeholder ? value with { Before = "" } : value);
        return Text(_string);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= LongestNumber && text[0] != '0' && text.All(char.IsAsciiDigit);

    private void Separate()
    {
        if (!_needsComma) return;
        target.Append(',');
        if (style.IsSpaced) target.Append(' ');
    }
}
