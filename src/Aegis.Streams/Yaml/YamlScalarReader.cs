using System.Buffers;

namespace Aegis.Streams.Yaml;

/// <summary>Reads scalars in one line, with and without quotes.</summary>
internal sealed class YamlScalarReader(TextCursor cursor, NodeLimits limits, string what)
{
    // Readers in the line of libyaml look no further for the colon of a key.
    private const int MaxKeyLength = 1000;

    private static readonly SearchValues<char> BlockStops = SearchValues.Create(":#\t\r\n");
    private static readonly SearchValues<char> FlowStops = SearchValues.Create(":#\t\r\n,[]{}");

    private readonly QuotedScalarReader _quoted = new(cursor, isJson: false);

    /// <summary>Reads the scalar at the cursor. What it is remains open until its use is known, as key or as value.</summary>
    /// <param name="isFlow">Whether it is inside of brackets.</param>
    /// <returns>The scalar, a text as yet.</returns>
    public YamlScalar Read(bool isFlow)
    {
        limits.Count(cursor);
        var start = cursor.Position;
        if (cursor.Current is '"' or '\'')
        {
            var text = cursor.Current == '"' ? _quoted.ReadDouble() : _quoted.ReadSingle();
            return new YamlScalar(text, ScalarType.Text, IsPlain: false, cursor.PlaceFrom(start));
        }

        if (FaultOfFirst(isFlow) is { } fault) throw fault;
        SkipPlain(isFlow);
        return new YamlScalar(cursor.TextFrom(start), ScalarType.Text, IsPlain: true, cursor.PlaceFrom(start));
    }

    /// <summary>Takes a scalar as a value.</summary>
    /// <exception cref="YamlFaultException">Readers of YAML disagree on what it is.</exception>
    public static YamlScalar AsValue(YamlScalar scalar)
    {
        var type = scalar.IsPlain ? TypeOf(scalar, isKey: false) : ScalarType.Text;
        return type == ScalarType.Text ? scalar : scalar with { Type = type };
    }

    /// <summary>Takes a scalar as a key.</summary>
    /// <exception cref="YamlFaultException">It is not a text for every reader, or too long.</exception>
    public static YamlScalar AsKey(YamlScalar scalar)
    {
        if (scalar.Place.Length > MaxKeyLength) throw new YamlFaultException(new TextFault(scalar.Place, $"a key of more than {MaxKeyLength} characters", "shorten it"));
        var type = scalar.IsPlain ? TypeOf(scalar, isKey: true) : ScalarType.Text;
        if (type == ScalarType.Text) return scalar;
        var kind = type switch { ScalarType.Number => "a number", ScalarType.Boolean => "a truth value", _ => "nothing" };
        throw new YamlFaultException(new TextFault(scalar.Place, $"key `{scalar.Text}` is {kind}, not a text", $"write \"{scalar.Text}\" in quotes"));
    }

    private static ScalarType TypeOf(YamlScalar scalar, bool isKey)
    {
        if (PlainScalar.TypeOf(scalar.Text) is { } type) return type;
        var (problem, help) = ScalarSurprise.Explain(scalar.Text, isKey);
        throw new YamlFaultException(new TextFault(scalar.Place, problem, help));
    }

    private void SkipPlain(bool isFlow)
    {
        var start = cursor.Position;
        for (cursor.ToAny(isFlow ? FlowStops : BlockStops); !EndsPlain(start, isFlow); cursor.ToAny(isFlow ? FlowStops : BlockStops)) cursor.Advance();
        if (cursor.Current == '\t') cursor.SkipBlanks();
        while (cursor.At(cursor.Position - 1) == ' ') cursor.Advance(-1);
    }

    private bool EndsPlain(int start, bool isFlow) => cursor.Current switch
    {
        ':' => EndsKey(cursor.Next, isFlow),
        '#' => cursor.Position > start && cursor.At(cursor.Position - 1) == ' ',
        _ => true,
    };

    private static bool EndsKey(char next, bool isFlow) => TextCursor.Separates(next) || (isFlow && next is ',' or '[' or ']' or '{' or '}');

    private YamlFaultException? FaultOfFirst(bool isFlow) => cursor.Current switch
    {
        '&' => cursor.Fault($"anchors are not allowed in {what}", "write the value out where it is used", WordLength()),
        '*' => cursor.Fault($"aliases are not allowed in {what}", "write the value out", WordLength()),
        '!' => cursor.Fault($"tags are not allowed in {what}", "remove it", WordLength()),
        '%' when cursor.Column == 0 => cursor.Fault($"directives are not allowed in {what}", "remove the line", WordLength()),
        '@' or '`' or '%' => cursor.Fault($"a text without quotes cannot begin with {cursor.Current}", "put it in quotes"),
        '|' or '>' => cursor.Fault($"a text without quotes cannot begin with {cursor.Current} here", "put it in quotes"),
        '#' => cursor.Fault("no space before the comment", "put one there, or the text in quotes"),
        ']' or '}' => cursor.Fault($"`{cursor.Current}` closes nothing", "remove it, or put the text in quotes"),
        ',' => cursor.Fault("a text without quotes cannot begin with a comma", "put it in quotes"),
        '?' when EndsKey(cursor.Next, isFlow) => cursor.Fault($"keys marked with ? are not allowed in {what}", "write `key: value`"),
        ':' when EndsKey(cursor.Next, isFlow) => cursor.Fault("a key is missing before the colon", "write it, or put the text in quotes"),
        ':' => cursor.Fault("a text without quotes cannot begin with a colon", "put it in quotes"),
        '-' or '.' when cursor.Column == 0 && cursor.Next == cursor.Current && cursor.At(cursor.Position + 2) == cursor.Current =>
            cursor.Fault("a text without quotes cannot begin like a document marker", "put it in quotes", 3),
        '-' when EndsKey(cursor.Next, isFlow) => cursor.Fault("a dash stands where a value was expected", "put the text in quotes, or the item in a line of its own"),
        _ => null,
    };

    private int WordLength()
    {
        var end = cursor.Position;
        while (!TextCursor.Separates(cursor.At(end)) && cursor.At(end) is not (',' or ']' or '}')) end++;
        return Math.Max(end - cursor.Position, 1);
    }
}
