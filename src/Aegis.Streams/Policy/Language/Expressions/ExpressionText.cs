using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Expressions;

/// <summary>A place in the text of a comparison.</summary>
internal sealed class ExpressionText(string text)
{
    public int Offset { get; private set; }

    public bool AtEnd => Offset == text.Length;

    /// <summary>Gets the next character; NUL at the end.</summary>
    public char Next => AtEnd ? '\0' : text[Offset];

    public void SkipBlanks()
    {
        while (Next is ' ' or '\t' or '\n') Offset++;
    }

    /// <summary>Takes one of these characters, after blanks.</summary>
    /// <returns>The character; <see langword="null"/>: something else follows.</returns>
    public char? TryTake(params ReadOnlySpan<char> characters)
    {
        SkipBlanks();
        return !AtEnd && characters.Contains(Next) ? text[Offset++] : null;
    }

    /// <summary>Takes a run of the characters that comparisons are made of, after blanks.</summary>
    /// <param name="start">Where it starts.</param>
    /// <returns>The run; <see langword="null"/>: something else follows.</returns>
    public string? TryTakeOperator(out int start)
    {
        SkipBlanks();
        start = Offset;
        while (Next is '=' or '!' or '<' or '>' or '&' or '|') Offset++;
        return Offset > start ? text[start..Offset] : null;
    }

    /// <summary>Takes a number of JSON.</summary>
    /// <exception cref="ExpressionFaultException">It is none.</exception>
    public ExactDecimal TakeNumber()
    {
        var start = Offset;
        SkipDigits();
        if (Next == '.') SkipDigits(skip: 1);
        if (Next is 'e' or 'E') SkipDigits(skip: Offset + 1 < text.Length && text[Offset + 1] is '+' or '-' ? 2 : 1);
        while (IsNameCharacter(Next)) Offset++;
        var number = text[start..Offset];
        if (PolicyNumber.TryParse(Encoding.UTF8.GetBytes(number), out var value)) return value;
        var shown = YamlScalar.Shorten(number);
        throw PlainScalar.IsNumber(number)
            ? Fault($"`{shown}` is too long or too large: a number may have {PolicyNumber.Rule}", start)
            : Fault($"`{shown}` is no number of JSON; a parameter of this name is written as [\"{shown}\"]", start);
    }

    /// <summary>Takes a path without `[*]`.</summary>
    /// <exception cref="ExpressionFaultException">It is none.</exception>
    public ParameterPath TakePath()
    {
        var start = Offset;
        while (TakeStep(isFirst: Offset == start))
        {
        }

        var path = text[start..Offset];
        if (path.Length == 0) throw Fault($"expected a number or a parameter, not `{Next}`");
        if (Next == '-' && Offset + 1 < text.Length && IsNameCharacter(text[Offset + 1]))
            throw Fault($"put blanks around `-` for a difference, or write a parameter with `-` in its name as [\"{path}-...\"]");
        if (ParameterPath.TryParse(path, out var found)) return found;
        throw Fault($"`{path}` is no path", start);
    }

    public ExpressionFaultException Fault(string message, int? offset = null) => new(Math.Min(offset ?? Offset, Math.Max(text.Length - 1, 0)), message);

    private bool TakeStep(bool isFirst)
    {
        if (Next == '[') return TakeBrackets();
        if (!isFirst && Next != '.') return false;
        if (!isFirst) Offset++;
        var start = Offset;
        while (IsNameCharacter(Next)) Offset++;
        if (Offset == start && !isFirst) throw Fault("expected a name after `.`");
        return Offset > start;
    }

    private bool TakeBrackets()
    {
        var start = Offset;
        if (text.AsSpan(Offset).StartsWith("[*]")) throw Fault("a comparison takes single values; `[*]` stands for many");
        if (!text.AsSpan(Offset).StartsWith("[\"")) throw Fault("expected [\"name\"]");
        for (Offset += 2; !AtEnd && Next != '"'; Offset++)
            if (Next == '\\' && Offset + 1 < text.Length) Offset++;
        if (Offset + 1 >= text.Length || text[Offset + 1] != ']') throw Fault("this bracket is never closed", start);
        Offset += 2;
        return true;
    }

    private void SkipDigits(int skip = 0)
    {
        for (Offset = Math.Min(Offset + skip, text.Length); char.IsAsciiDigit(Next);) Offset++;
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
