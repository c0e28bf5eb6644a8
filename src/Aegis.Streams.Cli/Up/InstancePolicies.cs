using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Up;

/// <summary>Where an instance has its policies from: files, or the publications of its cluster.</summary>
/// <param name="Files">The set of the files; <see langword="null"/>: it is published.</param>
/// <param name="Published">How publications are read; <see langword="null"/>: it comes from files.</param>
/// <param name="Description">What a log says of it.</param>
/// <param name="Path">Where the files are; <see langword="null"/>: it is published.</param>
internal sealed record InstancePolicies(PolicySnapshot? Files, PublishedPolicies? Published, string Description, string? Path = null)
{
    private static readonly TimeSpan LeastMaxAge = TimeSpan.FromSeconds(30);

    /// <summary>Finds the policies of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options.</param>
    /// <param name="topics">The topics.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="CliRefusalException">Options exclude each other, or files have faults.</exception>
    public static InstancePolicies Of(CommandRun run, UpOptions options, TopicNames topics)
    {
        var (files, maxAge) = (run.Value(options.Policies), run.Value(options.MaxPolicyAge));
        if (files is not null && run.IsGiven(options.PolicyKeys)) throw CliRefusalException.Usage("--policies and --policy-keys exclude each other: an instance decides by files, or by what is published; give one");
        if (maxAge < LeastMaxAge) throw CliRefusalException.Usage("--max-policy-age must be at least 30s, since the end of the topic is looked for every 10 s");
        if (files is null && options.PolicyKeys.Read(run) is { } keys)
            return new InstancePolicies(null, new PublishedPolicies { Keys = keys, TermKeys = options.TermKeys.Read(run), MaxAge = maxAge }, $"published to {topics.Policies}, signed with {string.Join(" or ", keys.KeyIds)}");
        if (run.IsGiven(options.MaxPolicyAge)) throw CliRefusalException.Usage("--max-policy-age goes with --policy-keys: files have no age");
        var path = files ?? System.IO.Path.Combine(run.Host.Home, "policies", "demo");
        var policy = PolicyPaths.Load(run, options.TermKeys.Read(run), path);
        return new InstancePolicies(policy, null, $"{path}, unsigned, at revision {policy.Revision}", path);
    }
}
