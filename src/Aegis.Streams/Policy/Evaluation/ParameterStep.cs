using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>One step of a path, with the member's name as it is compared.</summary>
internal readonly struct ParameterStep
{
    public ParameterStep(string? name)
    {
        if (name is null) return;
        Name = Encoding.UTF8.GetBytes(name);
        NameHash = Intents.NameHash.Of(Name);
    }

    /// <summary>Gets the name in UTF-8; <see langword="null"/>: every item of an array.</summary>
    public byte[]? Name { get; }

    /// <summary>Gets the keyed hash by which a table finds the name.</summary>
    public uint NameHash { get; }

    public static ParameterStep[] Of(ParameterPath path) => Of(path.Steps);

    public static ParameterStep[] Of(ImmutableArray<PathStep> steps)
    {
        var made = new ParameterStep[steps.Length];
        for (var i = 0; i < made.Length; i++) made[i] = new ParameterStep(steps[i].Name);
        return made;
    }

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
