using System.Globalization;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Client;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Decide;

/// <summary>Shows what a facade answered: one line an intent, and below it the reasons of one that was asked about alone.</summary>
internal sealed class DecideOutput(CommandRun run)
{
    /// <summary>Shows an answer.</summary>
    /// <returns>The exit code that it stands for.</returns>
    public int Show(IntentLine line, AegisDecision answer, bool isAlone)
    {
        if (answer.Fault is { } fault) return Refused(line, fault);
        if (ToDecision(answer.Decision!) is not { } decision) return Refused(line, new DecisionFault(global::Grpc.Core.StatusCode.Internal, ClientCodes.InvalidAnswer, "The decision cannot be read by this version."));
        DecisionLine.Write(run.Data, decision, run.IsJson);
        if (isAlone && !run.IsJson) foreach (var reason in decision.Reasons) Show(reason);
        return answer.Outcome switch
        {
            AegisOutcome.Allow => ExitCodes.Done,
            AegisOutcome.Sanitize => ExitCodes.AnswerSanitize,
            AegisOutcome.ApprovalNeeded => ExitCodes.AnswerApprovalNeeded,
            _ => ExitCodes.AnswerDeny,
        };
    }

    /// <summary>Shows why there is no decision.</summary>
    /// <returns>The exit code that it stands for.</returns>
    public int Refused(IntentLine line, DecisionFault fault)
    {
        if (run.IsJson)
        {
            WriteJson(line, fault);
            return ExitCodes.NoDecision;
        }

        var outcome = run.Data.Paint(Ink.Magenta, "no decision".PadRight(DecisionLine.OutcomeColumns));
        var place = fault.Path is { } path ? $" ({path})" : "";
        var pause = fault.RetryAfter is { } after ? string.Create(CultureInfo.InvariantCulture, $"; ask again in {after.TotalSeconds:0.###} s") : "";
        var who = line.Intent is { } intent ? $"{intent.Tenant}/{intent.Agent}".PadRight(DecisionLine.WhoColumns) : string.Create(CultureInfo.InvariantCulture, $"line {line.Number}").PadRight(DecisionLine.WhoColumns);
        run.Data.WriteLine($"{outcome} {TerminalText.Clean($"{who} {fault.Code}{place}: {fault.Message}{pause}")}");
        return ExitCodes.NoDecision;
    }

    private static Decision? ToDecision(Contract.Decision decision) =>
        DecisionReader.Read(new SourceRecord { Topic = "", Partition = 0, Offset = 0, Timestamp = default, Value = decision.ToByteArray(), Headers = [Protobuf] });

    private static RecordHeader Protobuf { get; } = new(RecordHeaderNames.ContentType, System.Text.Encoding.ASCII.GetBytes(ContentTypes.Protobuf));

    private void Show(Reason reason)
    {
        var bounds = reason switch
        {
            { Path: { } path, Limit: { } limit } => $" at {path}, limit {limit}",
            { Path: { } path } => $" at {path}",
            _ => "",
        };
        Line($"{reason.Code}{bounds}");
        if (reason.RuleId is { } rule) Line($"  rule: {rule}");
        if (reason.Message is { } message) Line($"  message: {message}");
        if (reason.Hint is { } hint) Line($"  hint: {hint}");
        if (reason.Docs is { } docs) Line($"  docs: {docs}");
    }

    private void Line(string text) => run.Data.WriteLine($"  {TerminalText.Clean(text)}");

    private void WriteJson(IntentLine line, DecisionFault fault) => run.Data.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("line", line.Number);
        if (line.Intent is { } intent) json.WriteString("intent_id", intent.Id);
        json.WriteStartObject("refusal");
        json.WriteNumber("status", (int)fault.Status);
        json.WriteString("code", fault.Code);
        if (fault.Path is { } path) json.WriteString("path", path);
        json.WriteString("message", fault.Message);
        if (fault.RetryAfter is { } pause) json.WriteNumber("retry_after_ms", (long)pause.TotalMilliseconds);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
