using System.Globalization;
using Aegis.Streams.Cli.Bench.Labelled.Notes;
using Aegis.Streams.Cli.Bench.Labelled.People;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>The fields that arguments of calls are made of.</summary>
/// <param name="json">Where they go.</param>
/// <param name="person">Whom the call is about.</param>
internal sealed class ArgumentWriter(JsonText json, Person person)
{
    private const double LineBreaks = 0.15;

    private static readonly string[] Subjects = ["Your quote", "Follow-up on our call", "Renewal terms", "Invoice question", "Intro: pricing & rollout", "Re: \"gold\" tier"];

    private readonly LabelledText _text = new();

    public Draw Draw => json.Draw;

    public JsonText Json => json;

    public Person Person => person;

    /// <summary>Writes a value under a key that names it.</summary>
    /// <param name="entity">Its entity.</param>
    /// <param name="share">How often it is there.</param>
    public void Value(string entity, double share = 1)
    {
        if (!Draw.Chance(share)) return;
        json.Key(Draw.Pick(CallKeys.Sensitive[entity]));
        var value = entity == EntityNames.Secret && Draw.Chance(0.4)
            ? SecretValues.Generic(Draw)
            : SensitiveValues.Make(entity, Draw, person, hasContext: true, isInText: false);
        json.Value(value);
    }

    /// <summary>Writes a hard negative under its key.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="share">How often it is there.</param>
    public void Negative(NegativeKind kind, double share = 1)
    {
        if (Draw.Chance(share)) json.Key(Draw.Pick(CallKeys.Harmless[kind])).Value(HardNegatives.Make(kind, Draw));
    }

    /// <summary>Writes values of one entity as an array.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="count">How many.</param>
    public void Values(string key, string entity, int count)
    {
        json.Key(key).Begin('[');
        for (var i = 0; i < count; i++) json.Value(SensitiveValues.Make(entity, Draw, person, hasContext: true, isInText: false));
        json.End(']');
    }

    public void Text(string key, string text) => json.Key(key).Text(text);

    public void Number(string key, int least, int most) => json.Key(key).Number(Draw.Between(least, most).ToString(CultureInfo.InvariantCulture));

    public void Subject() => Text("subject", Draw.Pick(Subjects));

    /// <summary>Writes sentences.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Their least characters.</param>
    /// <param name="values">The mean of sensitive values in them.</param>
    /// <param name="negatives">The mean of hard negatives in them.</param>
    public void Notes(string key, int length, double values, double negatives)
    {
        _text.Clear();
        new NoteWriter(_text, Draw, person).Write(length, Draw.Around(values), Draw.Around(negatives), LineBreaks);
        json.Key(key).Text(_text);
    }

    /// <summary>Writes an object as a string of JSON.</summary>
    /// <param name="key">The key.</param>
    /// <param name="write">Writes its fields.</param>
    public void Nested(string key, Action<ArgumentWriter> write)
    {
        var inner = new LabelledText();
        var fields = new JsonText(inner, Draw, json.Style);
        fields.Begin('{');
        write(new ArgumentWriter(fields, person));
        fields.End('}');
        json.Key(key).Text(inner, isNested: true);
    }

    /// <summary>Writes an object.</summary>
    /// <param name="key">The key.</param>
    /// <param name="write">Writes its fields.</param>
    public void Object(string key, Action<ArgumentWriter> write)
    {
        json.Key(key).Begin('{');
        write(this);
        json.End('}');
    }
}
