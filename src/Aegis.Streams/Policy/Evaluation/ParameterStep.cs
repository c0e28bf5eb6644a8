using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One step of a path, with the member's name as it is compared.</summary>
/// <param name="name">The name; <see langword="null"/>: every item of an array.</param>
internal readonly struct ParameterStep(string? name)
{
    /// <summary>Gets the name in UTF-8; <see langword="null"/>: every item of an array.</summary>
    public byte[]? Name { get; } = name is null ? null : Encoding.UTF8.GetBytes(name);

    /// <summary>Gets the keyed hash by which a table finds the name.</summary>
    public uint NameHash { get; } = name is null ? 0 : Intents.NameHash.Of(Encoding.UTF8.GetBytes(name));

    public static ParameterStep[] Of(ParameterPath path) => Of(path.Steps);

    public static ParameterStep[] Of(ImmutableArray<PathStep> steps) => [.. steps.Select(step => new ParameterStep(step.Name))];

    /// <summary>Finds a value by steps that are all names.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="start">The entry to start from.</param>
    /// <returns>The entry's index; <see cref="ParameterCheck.Absent"/> or <see cref="ParameterCheck.NoSuchPlace"/>.</returns>
    public static int Find(ParameterStep[] steps, ParameterTable parameters, int start = 0)
    {
        var index = start;
        foreach (var step in steps)
        {
            if (parameters[index].Kind != ParameterKind.Object) return ParameterCheck.NoSuchPlace;
            if (!parameters.TryFind(index, step.Name, step.NameHash, out index)) return ParameterCheck.Absent;
        }

        return index;
    }
}
