using System.Collections.Immutable;

namespace Aegis.Streams.Dlp;

/// <summary>The names of entities of one profile: those that every scan knows, and those of detectors that policy declares, `CUSTOM:name`. Immutable.</summary>
public sealed class EntityNames
{
    /// <summary>The most entities of detectors that policy declares, in one profile.</summary>
    public const int MostCustom = 32;

    /// <summary>What their names begin with.</summary>
    public const string CustomPrefix = "CUSTOM:";

    private const int FirstCustom = 32;
    private readonly ImmutableArray<string> _custom;

    /// <summary>Initializes names.</summary>
    /// <param name="detectors">The names of detectors that policy declares, in the order of their entities.</param>
    /// <exception cref="ArgumentException">There are more than 32.</exception>
    public EntityNames(params ImmutableArray<string> detectors)
    {
        if (detectors.Length > MostCustom) throw new ArgumentException($"There are more than {MostCustom} detectors.", nameof(detectors));
        _custom = [.. detectors.Select(name => CustomPrefix + name)];
        All = [.. DlpEntities.All, .. Enumerable.Range(0, _custom.Length).Select(CustomOf)];
    }

    /// <summary>Gets the names without any of detectors that policy declares.</summary>
    public static EntityNames BuiltIn { get; } = new([]);

    /// <summary>Gets all entities that have names here.</summary>
    public ImmutableArray<DlpEntity> All { get; }

    /// <summary>Gets the entity of a detector that policy declares.</summary>
    /// <param name="index">Its place among them, from 0.</param>
    public static DlpEntity CustomOf(int index) => (DlpEntity)(FirstCustom + index);

    /// <summary>Says whether an entity is that of a detector that policy declares.</summary>
    /// <param name="entity">The entity.</param>
    public static bool IsCustom(DlpEntity entity) => (int)entity >= FirstCustom;

    /// <summary>Gets the name of an entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no name here.</exception>
    public string NameOf(DlpEntity entity) => (int)entity - FirstCustom is >= 0 and var index && index < _custom.Length ? _custom[index] : DlpEntities.NameOf(entity);
}
