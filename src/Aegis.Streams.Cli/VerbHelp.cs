using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Aegis.Streams.Cli;

/// <summary>The help of a verb: the library's, then examples and exit codes.</summary>
internal sealed class VerbHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string ExitCodeText = """
        Exit codes:
          0    done
          1    a fault; one line on the error stream names it
          2    done but incomplete: rejected lines, unanswered intents, topics that deviate, nothing found
          10   `decide`, `policy eval --exit-code`: sanitize; 11: approval_needed; 12: deny
          13   `decide`: no decision
          20   `dlp scan`: something was found
          21   `dlp redact`: something was found that blocks
          64   the command line is wrong
          69   no cluster answers, or none was named
          70   the engine of another library failed; start the process again
          130  interrupted; a second signal ends at once

        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }

        output.Write(ExitCodeText);
        return ExitCodes.Done;
    }
}
