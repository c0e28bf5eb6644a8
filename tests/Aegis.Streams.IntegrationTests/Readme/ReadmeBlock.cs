namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>A fenced block of the README.</summary>
/// <param name="Line">The line of its fence.</param>
/// <param name="Words">What stands behind the fence: the language, and `background` (goes on while the next blocks run), `kafka` (needs a real one) or `ci` (what runs this very test).</param>
/// <param name="Text">Its lines.</param>
internal sealed record ReadmeBlock(int Line, IReadOnlyList<string> Words, IReadOnlyList<string> Text)
{
    private const string Prompt = "$ ";
    private const string Fence = "```";

    public bool IsConsole => Words is ["console", ..];

    public bool IsBackground => Words.Contains("background");

    public bool NeedsKafka => Words.Contains("kafka");

    public bool IsOfContinuousIntegration => Words.Contains("ci");

    /// <summary>Gets its commands, each with its output.</summary>
    public IReadOnlyList<ReadmeStep> Steps
    {
        get
        {
            var steps = new List<ReadmeStep>();
            List<string>? output = null;
            for (var i = 0; i < Text.Count; i++)
            {
                if (!Text[i].StartsWith(Prompt, StringComparison.Ordinal))
                {
                    (output ?? throw new InvalidDataException($"The block at line {Line} does not begin with a command.")).Add(Text[i]);
                    continue;
                }

                var (start, command) = (i, Text[i][Prompt.Length..]);
                while (command.EndsWith('\\')) command = command[..^1] + Text[++i].TrimStart();
                steps.Add(new ReadmeStep(Line + 1 + start, command, output = []));
            }

            return steps;
        }
    }

    /// <summary>Reads the blocks of a document.</summary>
    public static IReadOnlyList<ReadmeBlock> Read(string text)
    {
        var blocks = new List<ReadmeBlock>();
        List<string>? open = null;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                if (open is null) blocks.Add(new ReadmeBlock(number, line[Fence.Length..].Split(' '), open = []));
                else open = null;
            }
            else
            {
                open?.Add(line);
            }
        }

        return blocks;
    }
}
