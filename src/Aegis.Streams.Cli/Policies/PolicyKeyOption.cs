using System.CommandLine;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The option that names trusted keys.</summary>
internal sealed class PolicyKeyOption : Option<string?>
{
    private const string Variable = "AEGIS_POLICY_KEYS";

    /// <summary>Initializes the option.</summary>
    /// <param name="purpose">What the keys are trusted for, a sentence without its dot.</param>
    public PolicyKeyOption(string purpose)
        : base("--policy-keys")
    {
        Description = $"{purpose}: a PEM file of public keys, or a folder with files *.pub.pem. Default: {Variable}.";
        HelpName = "PATH";
    }

    /// <summary>Reads the keys, for a verb that is worth nothing without.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="CliRefusalException">None are named, or they cannot be read.</exception>
    public TrustedKeys Require(CommandRun run) =>
        Read(run) ?? throw CliRefusalException.Usage($"the history is only as good as the keys that verify it; name them with --policy-keys or {Variable}");

    /// <summary>Reads the keys.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The keys; <see langword="null"/>: none are named.</returns>
    /// <exception cref="CliRefusalException">They cannot be read.</exception>
    public TrustedKeys? Read(CommandRun run)
    {
        if ((run.Value(this) ?? run.Host.Variable(Variable)) is not { Length: > 0 } path) return null;
        try
        {
            return TrustedKeyFiles.Read(path);
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Fault(fault.Message, fault);
        }
    }
}
