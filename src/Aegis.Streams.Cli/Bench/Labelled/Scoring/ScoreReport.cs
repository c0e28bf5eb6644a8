namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>How well a tool did on labelled data.</summary>
/// <param name="Documents">How many documents were scored.</param>
/// <param name="Entities">Every entity that has a value or a finding, in the order of <see cref="EntityNames.All"/>; others follow.</param>
/// <param name="Missed">The first values that were not found.</param>
/// <param name="False">The first findings that are false or of the wrong entity.</param>
internal sealed record ScoreReport(long Documents, IReadOnlyList<EntityScore> Entities, IReadOnlyList<MissedValue> Missed, IReadOnlyList<FalseFinding> False)
{
    /// <summary>Finds the score of an entity.</summary>
    /// <param name="entity">One of <see cref="EntityNames"/>.</param>
    /// <param name="isNational">Whether it is that of phones in national form.</param>
    /// <returns>The score.</returns>
    /// <exception cref="KeyNotFoundException">It has no value and no finding.</exception>
    public EntityScore Of(string entity, bool isNational = false) =>
        Entities.FirstOrDefault(score => score.Entity == entity && score.IsNational == isNational) ?? throw new KeyNotFoundException($"Nothing of {entity} was scored.");
}
