namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>The counts of an entity while documents are scored.</summary>
internal sealed class EntityTally
{
    private readonly Dictionary<string, long> _causes = [];

    public long Values { get; set; }

    public long Found { get; set; }

    public long Right { get; set; }

    public long Partial { get; set; }

    public long WrongEntity { get; private set; }

    public long False { get; private set; }

    public string AddWrongEntity(string other)
    {
        WrongEntity++;
        return AddCause(other);
    }

    public string AddFalse(string cause)
    {
        False++;
        return AddCause(cause);
    }

    public EntityScore Score(string entity, bool isNational) => new()
    {
        Entity = entity,
        IsNational = isNational,
        Values = Values,
        Found = Found,
        Right = Right,
        Partial = Partial,
        WrongEntity = WrongEntity,
        False = False,
        Causes = _causes,
    };

    private string AddCause(string cause)
    {
        _causes[cause] = _causes.GetValueOrDefault(cause) + 1;
        return cause;
    }
}
