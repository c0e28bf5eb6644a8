using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Bundles;
using Microsoft.Net.Http.Headers;

namespace Aegis.Streams.Server.Bundles;

/// <summary>The bundle of one revision. It is built and signed when it is first asked for, and once: a signature has a random part. Thread-safe.</summary>
/// <param name="policy">The policies; <see langword="null"/>: none are active.</param>
/// <param name="options">How they are served.</param>
internal sealed class BundleEdition(PolicySnapshot? policy, BundleOptions options)
{
    private static readonly ExportRefusal NoOneSpelling = new("policy", "a text has a backspace or a form feed, which versions of Open Policy Agent spell differently");

    private readonly Lazy<PolicyBuild> _build = new(() => Build(policy!, options));

    /// <summary>Gets the revision; <see langword="null"/>: no policies are active.</summary>
    public string? Revision => policy?.Revision;

    /// <summary>Gets what tells this edition from others.</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{policy?.Revision}\"");

    /// <summary>Gets the bundle, or the rules that it cannot hold. Only where there is a revision.</summary>
    public PolicyBuild Content => _build.Value;

    private static PolicyBuild Build(PolicySnapshot policy, BundleOptions options)
    {
        try
        {
            return PolicyBuild.Bundle(policy.Documents, options.Signer, options.Scope);
        }
        catch (ArgumentException)
        {
            return new PolicyBuild(null, [NoOneSpelling]);
        }
    }
}
