using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>Finds the profile by which a list is sanitized.</summary>
internal static class ListProfile
{
    /// <summary>Finds it: of the base, or of the tenant's layer.</summary>
    /// <param name="policy">The policy set that is active; <see langword="null"/>: none is.</param>
    /// <param name="heading">The list.</param>
    /// <param name="header">The record that names the columns; empty: none does.</param>
    /// <param name="profile">The profile.</param>
    /// <returns>Why the list cannot be sanitized; <see langword="null"/>: it can.</returns>
    public static ListFault? Find(PolicySnapshot? policy, ListHeading heading, ReadOnlyMemory<byte> header, out RecordProfile? profile)
    {
        profile = policy is null ? null : RecordProfile.Find(policy, $"{heading.Tenant}/{heading.Profile}");
        if (policy is null) return new ListFault(ReasonCodes.NoPolicy, "No policy is active; publish one.");
        if (profile is null) return new ListFault(ReasonCodes.ListProfileUnknown, $"The active policy has no profile `{heading.Profile}` for {heading.Tenant}.");
        if (profile.NumbersValues) return new ListFault(ReasonCodes.ListProfileUnfit, $"The profile `{heading.Profile}` numbers values, and the chunks of a list are numbered apart; use replace, mask or hash.");
        return profile.FaultOf(ListLayout.Of(heading, header)) is { } unfit ? new ListFault(ReasonCodes.ListProfileUnfit, $"The profile `{heading.Profile}` {unfit}.") : null;
    }
}
