using System.Text;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Asks a person before something is taken away.</summary>
internal static class Confirmation
{
    /// <summary>Asks.</summary>
    /// <param name="run">The run; its input is a terminal.</param>
    /// <param name="question">The question, without its mark.</param>
    /// <returns>Whether the answer is yes; anything else is no.</returns>
    public static bool Ask(CommandRun run, string question)
    {
        run.Talk.Note($"{question}? Type yes to go on.");
        return new LineReader(run.Host.Input).TryRead(out var answer) && Encoding.UTF8.GetString(answer.Span).Trim() is "yes" or "y";
    }
}
