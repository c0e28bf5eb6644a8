using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Aegis.Streams.Yaml;

/// <summary>
/// Reads YAML into nodes with their places, and takes only what has one meaning: no anchors, aliases, tags or repeated keys.
/// A reader of a file and the machine must never see two different rules in it.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 16;

    private readonly string _what;
    private readonly Parser _parser;

    private YamlReader(string text, string what) => (_what, _parser) = (what, new Parser(new StringReader(text)));

    /// <summary>Reads all documents of a file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="what">What such files are called in messages, such as `policies`.</param>
    /// <param name="report">Gets the first fault: after it, nothing that follows can be trusted.</param>
    /// <returns>The documents before the fault, empty ones left out.</returns>
    public static ImmutableArray<YamlNode> Read(string text, string what, YamlFault report)
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        var reader = new YamlReader(text, what);
        try
        {
            reader.ReadStream(documents);
        }
        catch (YamlFaultException fault)
        {
            report(fault.Line, fault.Column, fault.Message);
        }
        catch (YamlException fault)
        {
            report((int)fault.Start.Line, (int)fault.Start.Column, $"this is not YAML: {fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // The parser says so of some texts that are not YAML, such as a byte order mark between documents, and names no place.
            var last = reader._parser.Current?.End ?? Mark.Empty;
            report((int)last.Line, (int)last.Column, "this is not YAML from here on");
        }

        return documents.ToImmutable();
    }

    private void ReadStream(ImmutableArray<YamlNode>.Builder documents)
    {
        _parser.Consume<StreamStart>();
        while (!_parser.Accept<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            var root = ReadNode(depth: 1);
            _parser.Consume<DocumentEnd>();
            if (root is not YamlScalar { IsNull: true }) documents.Add(root);
        }
    }

    private YamlNode ReadNode(int depth)
    {
        if (_parser.Accept<AnchorAlias>(out var alias))
            throw Fault(alias.Start, $"aliases are not allowed in {_what}; write the value out");
        var start = _parser.Consume<NodeEvent>();
        if (!start.Anchor.IsEmpty) throw Fault(start.Start, $"anchors are not allowed in {_what}; write the value out where it is used");
        if (!start.Tag.IsEmpty) throw Fault(start.Start, $"tags are not allowed in {_what}; remove it");
        if (depth > MaxDepth) throw Fault(start.Start, $"nested deeper than {MaxDepth} levels");
        var (line, column) = Place(start.Start);
        return start switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column),
            SequenceStart => new YamlSequence(ReadItems(depth), line, column),
            _ => new YamlMapping(ReadEntries(depth), line, column),
        };
    }

    private ImmutableArray<YamlNode> ReadItems(int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
        return items.ToImmutable();
    }

    private ImmutableArray<(YamlScalar Key, YamlNode Value)> ReadEntries(int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var start = _parser.Current?.Start ?? Mark.Empty;
            if (ReadNode(depth + 1) is not YamlScalar key) throw Fault(start, "a key must be a plain word");
            if (!lines.TryAdd(key.Text, key.Line))
                throw Fault(start, $"key `{key.Text}` occurs twice in this mapping; the first is in line {lines[key.Text]}");
            entries.Add((key, ReadNode(depth + 1)));
        }

        return entries.ToImmutable();
    }

    private static YamlFaultException Fault(Mark mark, string message)
    {
        var (line, column) = Place(mark);
        return new YamlFaultException(line, column, message);
    }

    private static (int Line, int Column) Place(Mark mark) => ((int)mark.Line, (int)mark.Column);
}
