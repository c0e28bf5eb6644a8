using System.Globalization;
using Aegis.Streams.Cli.Bench.Labelled.People;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>
/// Lines of JSON, about 558 bytes each: calls of tools with some 1.7 sensitive values and hard negatives all over. In some lines the arguments,
/// or one of them, are JSON in a string.
/// </summary>
internal sealed class ToolCallSource(long seed) : LabelledSource
{
    private const double NegativesInNotes = 0.3;
    private const double ExtraNegatives = 0.5;
    private const int ShortestNote = 20;

    // What a line has at least and at most before its note; the note fills up.
    private const int ShortestArguments = 190;
    private const int LongestArguments = 440;

    private static readonly CallEnvelope[] Envelopes =
        [CallEnvelope.Intent, CallEnvelope.Intent, CallEnvelope.Intent, CallEnvelope.FunctionCall, CallEnvelope.ToolUse, CallEnvelope.ContextProtocol];

    private static readonly string[] Tenants = ["acme", "globex", "initech", "umbrella-eu"];
    private static readonly string[] Agents = ["sdr-bot", "quote-agent", "renewals", "closer-7"];

    private readonly LabelledText _line = new();
    private readonly LabelledText _arguments = new();

    public override LabelledDocument At(long index)
    {
        // The sources of one seed share nothing.
        var draw = new Draw(seed ^ 0x5eed_ca11, index);
        var person = Person.Of(draw, draw.Chance(0.5) ? Locales.UnitedStates : draw.Pick(Locales.All));
        var (style, tool) = (JsonStyle.Of(draw), draw.Pick(Tools.All));
        _arguments.Clear();
        WriteArguments(new JsonText(_arguments, draw, style), tool, person);
        _line.Clear();
        WriteLine(new JsonText(_line, draw, style), draw.Pick(Envelopes), tool, draw);
        return _line.Append('\n').ToDocument();
    }

    private static void WriteArguments(JsonText json, Tool tool, Person person)
    {
        var length = json.Draw.Between(ShortestArguments, LongestArguments);
        var call = new ArgumentWriter(json, person);
        json.Begin('{');
        tool.Write(call);
        if (json.Draw.Chance(ExtraNegatives)) call.Object("context", context => context.Negative(json.Draw.Pick(CallKeys.Kinds)));
        call.Notes(tool.NotesKey, Math.Max(ShortestNote, length - json.Length), tool.ValuesInNotes, NegativesInNotes);
        json.End('}');
    }

    private void WriteLine(JsonText json, CallEnvelope envelope, Tool tool, Draw draw)
    {
        json.Begin('{');
        switch (envelope)
        {
            case CallEnvelope.Intent:
                json.ExactKey("id").Value(HardNegatives.Make(NegativeKind.Uuid, draw)).ExactKey("tenant").Text(draw.Pick(Tenants)).ExactKey("agent").Text(draw.Pick(Agents));
                json.ExactKey("tool").Text("crm").ExactKey("action").Text(tool.Name).ExactKey("parameters");
                json.Json(_arguments);
                json.Key("trace_id").Value(HardNegatives.Make(NegativeKind.TraceId, draw)).Key("created_at").Value(HardNegatives.Make(NegativeKind.EpochMilliseconds, draw));
                break;
            case CallEnvelope.FunctionCall:
                json.ExactKey("id").Text($"call_{draw.Of("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 24)}").ExactKey("type").Text("function").ExactKey("function").Begin('{');
                json.ExactKey("name").Text(tool.Name).ExactKey("arguments").Text(_arguments, isNested: true).End('}');
                json.ExactKey("created").Value(HardNegatives.Make(NegativeKind.EpochSeconds, draw));
                break;
            case CallEnvelope.ToolUse:
                json.ExactKey("type").Text("tool_use").ExactKey("id").Text($"toolu_{draw.Of("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 24)}").ExactKey("name").Text(tool.Name).ExactKey("input");
                json.Json(_arguments);
                break;
            default:
                json.ExactKey("jsonrpc").Text("2.0").ExactKey("id").Number(draw.Between(1, 99_999).ToString(CultureInfo.InvariantCulture)).ExactKey("method").Text("tools/call");
                json.ExactKey("params").Begin('{').ExactKey("name").Text(tool.Name).ExactKey("arguments");
                json.Json(_arguments);
                json.ExactKey("_meta").Begin('{').Key("trace_id").Value(HardNegatives.Make(NegativeKind.TraceId, draw)).End('}').End('}');
                break;
        }

        json.End('}');
    }
}
