using System.Buffers;
using System.Collections.Immutable;
using Aegis.Streams.Policy;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Reads where values come from: a constant, or a mapping with one key that names the place.</summary>
internal sealed class SourceReader(YamlExpectations expect)
{
    private const int MaxNameLength = 128;
    private static readonly SearchValues<char> HeaderCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly string[] NameKeys = ["path", "header", "extension", "principal", "body"];
    private static readonly string[] ParameterKeys = ["path", "query", "body", "as"];

    /// <summary>Reads where a name comes from.</summary>
    public ValueSource? ReadName(YamlNode? node, string key, string rule, Func<string, bool> isValid, SourceContext context)
    {
        if (node is null or YamlScalar) return expect.Text(node, key, rule, isValid) is { } constant ? new ValueSource(SourceKind.Constant, constant) : null;
        if (expect.Mapping(node, $"`{key}`", NameKeys) is not { } mapping || Only(mapping, key, NameKeys) is not var (kind, value)) return null;
        return kind switch
        {
            "path" => Segment(value, context),
            "header" => Header(value) is { } header ? new ValueSource(SourceKind.Header, header) : null,
            "extension" => Named(value, SourceKind.Extension),
            "principal" => Text(value, "principal", "must be a text with one *, such as spiffe://acme.example/agent/*", IsPrincipalPattern, SourceKind.Principal),
            _ => Member(value, context),
        };
    }

    /// <summary>Reads where the class comes from.</summary>
    public ValueSource? ReadClass(YamlNode? node)
    {
        if (node is null or YamlScalar) return Text(node, "class", "must be read or write, or { extension: NAME }", text => text is "read" or "write", SourceKind.Constant);
        if (node is YamlMapping found && found.Find("extension") is null)
        {
            expect.Fault(node, "`class` must be read or write, or { extension: NAME }", "what a client sends must not choose how strictly its call is treated");
            return null;
        }

        return expect.Mapping(node, "`class`", "extension") is { } mapping ? Named(expect.Required(mapping, "extension"), SourceKind.Extension) : null;
    }

    /// <summary>Reads the name of a header.</summary>
    public string? Header(YamlNode? node) => expect.Text(
        node, "header", "must be the name of a header in lower case", text => text.Length is > 0 and <= MaxNameLength && !text.AsSpan().ContainsAnyExcept(HeaderCharacters));

    /// <summary>Reads the parameters that a route makes.</summary>
    public ImmutableArray<MappedParameter> ReadParameters(YamlNode? node, SourceContext context)
    {
        if (node is null) return [];
        if (node is not YamlMapping mapping)
        {
            expect.Fault(node, $"`parameters` must be a mapping of names to where they come from, not {node.Kind}");
            return [];
        }

        var parameters = ImmutableArray.CreateBuilder<MappedParameter>();
        foreach (var (key, value) in mapping.Entries)
        {
            if (!IsName(key.Text)) expect.Fault(key, $"a parameter must have a name of 1 to {MaxNameLength} characters without control characters");
            else if (ReadParameter(key.Text, value, context) is { } parameter) parameters.Add(parameter);
        }

        return parameters.ToImmutable();
    }

    private MappedParameter? ReadParameter(string name, YamlNode node, SourceContext context)
    {
        if (node is YamlScalar constant)
        {
            if (constant.IsNull) expect.Fault(node, $"`{YamlScalar.Shorten(name)}` has no value", "write one, or where it comes from");
            var form = constant.Type switch { ScalarType.Number => ValueForm.Number, ScalarType.Boolean => ValueForm.Boolean, _ => ValueForm.Text };
            return new MappedParameter(name, new ValueSource(SourceKind.Constant, constant.Text), form);
        }

        string[] places = [.. ParameterKeys.Where(known => known != "as")];
        if (expect.Mapping(node, "a parameter", ParameterKeys) is not { } mapping || Only(mapping, name, places) is not var (kind, value)) return null;
        if (kind == "body" && context.Body == BodyUse.Whole)
        {
            expect.Fault(node, "with `body: whole` every member of the body is a parameter already", "leave it out, or say body: fields");
            return null;
        }

        if (kind == "body" && mapping.Find("as") is { } superfluous) expect.Fault(superfluous, "a member of the body stays what it is", "leave `as` out");
        var source = kind switch { "path" => Segment(value, context), "query" => Named(value, SourceKind.Query), _ => Member(value, context) };
        return source is null ? null : new MappedParameter(name, source, Form(mapping.Find("as")));
    }

    private ValueForm Form(YamlNode? node)
    {
        var word = node is null ? "text" : expect.Text(node, "as", "must be text, number or boolean", text => text is "text" or "number" or "boolean");
        return word switch { "number" => ValueForm.Number, "boolean" => ValueForm.Boolean, _ => ValueForm.Text };
    }

    /// <summary>Two places for one value would let one stand in for the other.</summary>
    private (string Kind, YamlNode Value)? Only(YamlMapping mapping, string key, string[] places)
    {
        var found = mapping.Entries.Where(entry => places.Contains(entry.Key.Text)).ToList();
        if (found is [var (kind, value)]) return (kind.Text, value);
        expect.Fault(mapping, $"`{YamlScalar.Shorten(key)}` must come from exactly one of {string.Join(", ", places)}");
        return null;
    }

    private ValueSource? Segment(YamlNode node, SourceContext context)
    {
        if (Named(node, SourceKind.Path) is not { } source) return null;
        if (context.Path is null || context.Path.Names.Contains(source.Text)) return source;
        expect.Fault(node, $"the path has no segment `{{{YamlScalar.Shorten(source.Text)}}}`", Spelling.Guess(source.Text, [.. context.Path.Names, ""]));
        return null;
    }

    private ValueSource? Member(YamlNode node, SourceContext context)
    {
        if (context.Body != BodyUse.None) return Named(node, SourceKind.Body);
        expect.Fault(node, "the route does not read the body", "say body: whole or body: fields");
        return null;
    }

    private ValueSource? Named(YamlNode? node, SourceKind kind) => Text(node, "name", $"must be 1 to {MaxNameLength} characters without control characters", IsName, kind);

    private ValueSource? Text(YamlNode? node, string key, string rule, Func<string, bool> isValid, SourceKind kind) =>
        expect.Text(node, key, rule, isValid) is { } text ? new ValueSource(kind, text) : null;

    private static bool IsName(string text) => text.Length is > 0 and <= MaxNameLength && !text.Any(char.IsControl);

    private static bool IsPrincipalPattern(string text) => text.Length <= 1024 && text.Count(character => character == '*') == 1 && !text.Any(char.IsControl);
}
