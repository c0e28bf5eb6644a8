using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Cedar;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>A policy set in one file for another engine, or why there is none. Nothing is approximated and nothing left out.</summary>
/// <param name="Bytes">The file, the same for the same policies; <see langword="null"/>: there are refusals.</param>
/// <param name="Refusals">What cannot be said exactly, all of it; empty: nothing.</param>
public sealed record PolicyBuild(ReadOnlyMemory<byte>? Bytes, ImmutableArray<ExportRefusal> Refusals)
{
    /// <summary>Builds the canonical content, which <see cref="PolicyContent.Read"/> reads and `aegis policy diff` compares.</summary>
    /// <param name="documents">The policies, of the base and of all layers.</param>
    /// <returns>The file.</returns>
    public static PolicyBuild Content(ImmutableArray<PolicyDocument> documents) => new(PolicyContent.Write(documents), []);

    /// <summary>Builds a bundle for Open Policy Agent.</summary>
    /// <param name="documents">The policies, of the base and of all layers.</param>
    /// <param name="signer">Signs it; a signature has a random part, so that only its files are the same each time. <see langword="null"/>: it is not signed.</param>
    /// <param name="scope">For whom a signed bundle is; <see langword="null"/>: nobody in particular.</param>
    /// <returns>The bundle, or the rules that Rego cannot say.</returns>
    public static PolicyBuild Bundle(ImmutableArray<PolicyDocument> documents, BundleSigner? signer = null, string? scope = null)
    {
        var export = RegoExport.Of(documents);
        if (export.Text is null) return new PolicyBuild(null, export.Refusals);
        IEnumerable<BundleFile> files = PolicyBundle.Files(export.Text, documents, PolicyContent.RevisionOf(documents));
        return new PolicyBuild(BundleWriter.Write(signer is null ? files : signer.Sign(files, scope)), []);
    }

    /// <summary>Builds the policy sets of Cedar: a gzip stream of a tar archive with `permissions.cedar`, `approvals.cedar` and `sanitizations.cedar`.</summary>
    /// <param name="documents">The policies, of the base and of all layers.</param>
    /// <returns>The archive, or the rules that Cedar cannot say.</returns>
    public static PolicyBuild Cedar(ImmutableArray<PolicyDocument> documents)
    {
        var export = CedarPrinter.Print(documents);
        if (!export.IsComplete) return new PolicyBuild(null, export.Refusals);
        return new PolicyBuild(BundleWriter.Write([FileOf("permissions", export.Permissions), FileOf("approvals", export.Approvals), FileOf("sanitizations", export.Sanitizations)]), []);
    }

    private static BundleFile FileOf(string name, ImmutableArray<CedarPolicy> policies) =>
        new($"{name}.cedar", Encoding.UTF8.GetBytes(string.Join("\n\n", policies.Select(policy => policy.Text.TrimEnd('\n'))) + "\n"));
}
