namespace Aegis.Streams.Yaml;

/// <summary>A scalar.</summary>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="IsPlain">Whether it has no quotes, so that it may be a number, a truth value or nothing.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, int Line, int Column) : YamlNode(Line, Column)
{
    private const int MaxShown = 40;

    public override string Kind =>
        IsNull ? "nothing" : !IsPlain ? "a text" : Text.Length <= MaxShown ? $"`{Text}`" : $"`{Text[..MaxShown]}...`";

    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}
