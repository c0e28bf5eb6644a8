using System.Globalization;
using Aegis.Streams.Cli.DeadLetters;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Shows what came of a line: decisions as everywhere, dead letters in the same columns.</summary>
internal static class AnswerLine
{
    /// <summary>Writes an answer; a line that was not written is a fault, not data.</summary>
    /// <param name="run">The run.</param>
    /// <param name="answer">The answer.</param>
    public static void Write(CommandRun run, Answer answer)
    {
        if (answer.Fault is { } fault) run.Talk.Fault($"line {answer.Line.Number} was not published: {fault}");
        else if (answer.Decision is { } decision) DecisionLine.Write(run.Data, decision, run.IsJson);
        else if (run.IsJson) WriteJson(run.Data, answer.Line.Number, answer.DeadLetter!);
        else WriteText(run.Data, run.Host.Time.GetUtcNow(), answer.Line.Number, answer.DeadLetter!);
    }

    private static void WriteText(Screen screen, DateTimeOffset now, long line, DeadLetterEntry letter)
    {
        var time = screen.Paint(Ink.Dim, now.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        var what = screen.Paint(Ink.Magenta, "dead letter".PadRight(DecisionLine.OutcomeColumns));
        screen.WriteLine($"{time} {what} {$"line {line}".PadRight(DecisionLine.WhoColumns)} {TerminalText.Clean($"{letter.Code}  {letter.Message}")}");
    }

    private static void WriteJson(Screen screen, long line, DeadLetterEntry letter) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject(SubmissionTally.DeadLetter);
        json.WriteNumber("line", line);
        json.WriteNumber("source_partition", letter.SourcePartition);
        json.WriteNumber("source_offset", letter.SourceOffset);
        json.WriteString("error_code", letter.Code);
        json.WriteString("error_message", letter.Message);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
