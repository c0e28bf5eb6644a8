using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>How an instance takes its policies from the topic of publications.</summary>
public sealed record PublishedPolicies
{
    /// <summary>Gets the keys whose publications count.</summary>
    public required TrustedKeys Keys { get; init; }

    /// <summary>Gets the keys of lists of terms that are keyed hashes.</summary>
    /// <value>The default is none: publications that need one are refused.</value>
    public TermKeys TermKeys { get; init; } = TermKeys.None;

    /// <summary>Gets how long ago the end of the topic may last have been seen before a warning is logged. Nothing else follows from it: decisions go on.</summary>
    /// <value>The default is 5 minutes. Below 30 seconds it warns without cause, since the end is looked for every 10 seconds.</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Makes an empty log that publications are verified with.</summary>
    /// <returns>The log.</returns>
    public PublicationLog CreateLog() => new(Keys, payload => PolicyCompilation.Of(payload, TermKeys));
}
