using System.CommandLine;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>`--profile` and `--policies`: what policy says of redaction governs the files.</summary>
internal sealed class ProfileOption
{
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "The entry of `dlp_profiles` in --policies that says what is looked for, where, and what becomes of it; of a tenant's layer, TENANT/NAME. A path of it begins with a column, or is one of members in JSON Lines.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _policies = new("--policies") { Description = "Policy file, or folder of them, that has the profile.", HelpName = "PATH" };
    private readonly TermKeyOption _termKeys = new();
    private RecordProfile? _found;

    /// <summary>Gets the options.</summary>
    public IEnumerable<Option> Options => [_profile, _policies, _termKeys];

    /// <summary>Finds the profile.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">The options that say something of what a profile says.</param>
    /// <returns>The profile; <see langword="null"/>: none was asked for.</returns>
    /// <exception cref="CliRefusalException">There is none of this name, its policies do not load, or another option contradicts it.</exception>
    public RecordProfile? Of(CommandRun run, params IEnumerable<Option> others)
    {
        var (name, path) = (run.Value(_profile), run.Value(_policies));
        if (path is null && run.IsGiven(_termKeys)) throw CliRefusalException.Usage("--terms-key-file is for --profile, whose policies have lists of terms");
        if (name is null && path is null) return null;
        if (path is null) throw CliRefusalException.Usage("--profile needs --policies, the file or folder of the policies that declare it");
        if (name is null) throw CliRefusalException.Usage("--policies is for --profile, which names what of it governs; `--profile default` is always there");
        if (others.FirstOrDefault(run.IsGiven) is { } other) throw CliRefusalException.Usage($"{other.Name} contradicts --profile {name}, which says that itself; leave one of them out");
        if (_found is not null) return _found;
        var policy = PolicyPaths.Load(run, _termKeys.Read(run), path);
        return _found = RecordProfile.Find(policy, name)
            ?? throw CliRefusalException.Usage($"{path} declares no profile `{name}`; there are {string.Join(", ", RecordProfile.NamesIn(policy))}");
    }

    /// <summary>Refuses a file that a profile cannot govern.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="file">The name of the file.</param>
    /// <param name="head">How it begins.</param>
    /// <param name="split">How it is cut.</param>
    /// <exception cref="CliRefusalException">It cannot.</exception>
    public static void Require(RecordProfile profile, string file, byte[] head, SplitOptions split)
    {
        var layout = new RowLayout(split.Format) { Delimiter = split.Delimiter, Header = ColumnNames.Header(head, split) };
        if (profile.FaultOf(layout) is { } fault) throw CliRefusalException.Usage($"{file}: the profile `{profile.Name}` {fault}");
    }
}
