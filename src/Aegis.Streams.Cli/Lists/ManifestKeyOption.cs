using System.CommandLine;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Lists;

/// <summary>The option that names the public keys of manifests.</summary>
internal sealed class ManifestKeyOption : Option<string?>
{
    private const string Variable = "AEGIS_MANIFEST_KEYS";

    /// <summary>Initializes the option.</summary>
    public ManifestKeyOption()
        : base("--manifest-keys")
    {
        Description = $"Trust these keys for manifests: a PEM file of public keys, or a folder with files *.pub.pem. Default: {Variable}.";
        HelpName = "PATH";
    }

    /// <summary>Finds where the keys are.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The path; <see langword="null"/>: none are named.</returns>
    public string? PathOf(CommandRun run) => (run.Value(this) ?? run.Host.Variable(Variable)) is { Length: > 0 } path ? path : null;

    /// <summary>Reads the keys.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="CliRefusalException">None are named, or they cannot be read.</exception>
    public TrustedKeys Require(CommandRun run)
    {
        var path = PathOf(run) ?? throw CliRefusalException.Usage($"a manifest is only as good as the keys that verify it; name them with --manifest-keys or {Variable}");
        try
        {
            return TrustedKeyFiles.Read(path);
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Fault(fault.Message.Replace("policy key", "manifest key", StringComparison.Ordinal), fault);
        }
    }

    /// <summary>Reads what a manifest speaks of.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="keys">The keys that count; <see langword="null"/>: its signature is not looked at.</param>
    /// <returns>The list, and the key that signed it.</returns>
    /// <exception cref="CliRefusalException">It is no manifest, or none of the keys signed it.</exception>
    public static (ListSubject Subject, string? KeyId) SubjectOf(ReadOnlyMemory<byte> envelope, TrustedKeys? keys)
    {
        try
        {
            var parsed = DsseEnvelope.Parse(envelope);
            var signer = keys?.FindSigner(parsed);
            if (keys is not null && signer is null) throw CliRefusalException.Fault("the manifest is not signed by a key that is trusted here; name the public key of the instances with --manifest-keys");
            return (ListManifest.SubjectOf(parsed), signer);
        }
        catch (FormatException fault)
        {
            throw CliRefusalException.Fault($"the manifest cannot be read. {fault.Message}", fault);
        }
    }
}
