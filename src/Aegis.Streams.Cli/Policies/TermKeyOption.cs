using System.CommandLine;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The option that names the keys of lists of terms that are keyed hashes.</summary>
internal sealed class TermKeyOption : Option<string[]>
{
    private const string Variable = "AEGIS_TERMS_KEY_FILE";

    /// <summary>Initializes the option.</summary>
    public TermKeyOption()
        : base("--terms-key-file")
    {
        Description = $"The key of term files that `aegis dlp terms build` made: 16 bytes or more, that only its owner and group can read. May be repeated. Default: {Variable}.";
        HelpName = "FILE";
    }

    /// <summary>Reads the keys.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The keys; none, if none are named.</returns>
    /// <exception cref="CliRefusalException">One cannot be read.</exception>
    public TermKeys Read(CommandRun run)
    {
        var paths = run.Value(this) is { Length: > 0 } named ? named : run.Host.Variable(Variable) is { Length: > 0 } path ? [path] : [];
        return new TermKeys(paths.Select(Read));
    }

    /// <summary>Reads a key.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CliRefusalException">It cannot be read.</exception>
    public static TermKey Read(string path) => new(SecretFile.Read(path, "terms", TermKey.FewestBytes).Span);
}
