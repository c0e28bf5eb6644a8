namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>How many letters and digits of a value stay when it is masked: never more than half of it, and nothing of entities that <see cref="AppliesTo"/> does not name and of what <see cref="FindingFlags.KeepsNothing"/> marks; of a mail address a domain of few digits.</summary>
public readonly record struct MaskKeep
{
    /// <summary>The most that may stay at an end: with seven a second look would take it for a telephone, with six for a secret.</summary>
    public const int Most = 4;

    /// <summary>Initializes it.</summary>
    /// <param name="first">How many at the beginning, 0 to 4; where half of the value does not suffice for both ends, fewer.</param>
    /// <param name="last">How many at the end, 0 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is less than 0 or more than 4.</exception>
    public MaskKeep(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Most);
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, Most);
        (First, Last) = (first, last);
    }

    /// <summary>Gets what stays where nothing is said of it: the last four.</summary>
    public static MaskKeep Default { get; } = new(0, 4);

    /// <summary>Gets how many stay at the beginning.</summary>
    public int First { get; }

    /// <summary>Gets how many stay at the end.</summary>
    public int Last { get; }

    /// <summary>Says whether something of the values of an entity may stay at all.</summary>
    /// <param name="entity">The entity.</param>
    public static bool AppliesTo(DlpEntity entity) => !EntityNames.IsCustom(entity) && entity is not (DlpEntity.Secret or DlpEntity.Email or DlpEntity.DateOfBirth or DlpEntity.IpAddress);

    /// <summary>Says whether something of a value may stay that is two things, or one twice.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    internal static bool MayStay(DlpEntity one, DlpEntity other) => one == other || (AppliesTo(one) && AppliesTo(other));

    /// <summary>Gets what stays where two demand a mask of one value: what is the same in both, or nothing.</summary>
    /// <param name="other">The other.</param>
    public MaskKeep Agree(MaskKeep other) => this == other ? this : default;

    /// <summary>Says whether of every value no more stays than by another, whatever its length: what one end loses, the other may gain.</summary>
    /// <param name="other">The other.</param>
    public bool IsWithin(MaskKeep other) => First == 0 ? Last <= other.Last : Last == other.Last && First <= other.First;

    /// <summary>Bounds it by how much of a value may stay.</summary>
    /// <param name="most">How many letters and digits may stay in all.</param>
    internal MaskKeep Within(int most)
    {
        var last = Math.Min(Last, most);
        return new MaskKeep(Math.Min(First, most - last), last);
    }
}
