using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes profiles of redaction, defaults included: a later version that looks for more makes other content of them.</summary>
internal static class DlpWriter
{
    public static void Write(CanonicalJson json, DlpProfile profile)
    {
        json.OpenObject();
        json.Write("name", profile.Name);
        if (profile.Entities == default) WriteNone(json, "entities");
        else json.WriteTexts("entities", DlpEntities.All.Where(profile.Entities.Has).Select(DlpEntities.NameOf));
        json.Write("operator", DlpWords.Of(profile.Operator));
        WriteEach(json, "operators", profile.Operators, one => json.Text(DlpWords.Of(one)));
        if (profile.Keep != MaskKeep.Default) Write(json, profile.Keep);
        WriteDetectors(json, profile);
        json.Write("threshold", profile.Threshold);
        WriteEach(json, "thresholds", profile.Thresholds, json.Bare);
        json.Write("parameters", profile.Parameters);
        json.Write("except", profile.Except);
        if (profile.KeepsReserved) json.Write("reserved", DlpWords.Keep);
        json.WriteTexts("allow", CanonicalSets.Of(profile.Allow));
        json.CloseObject();
    }

    /// <summary>Writes an empty list, since none at all means the usual one.</summary>
    private static void WriteNone(CanonicalJson json, string key)
    {
        json.Key(key);
        json.OpenArray();
        json.CloseArray();
    }

    private static void Write(CanonicalJson json, MaskKeep keep)
    {
        json.Key("mask_keep");
        json.OpenObject();
        json.Write("first", keep.First);
        json.Write("last", keep.Last);
        json.CloseObject();
    }

    private static void WriteDetectors(CanonicalJson json, DlpProfile profile)
    {
        if (profile.Detectors.IsEmpty) return;
        json.Key("detectors");
        json.OpenObject();
        foreach (var (name, one) in profile.Detectors.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.Write(name, DlpWords.Of(one));
        json.CloseObject();
    }

    private static void WriteEach<T>(CanonicalJson json, string key, IReadOnlyDictionary<DlpEntity, T> values, Action<T> write)
    {
        if (values.Count == 0) return;
        json.Key(key);
        json.OpenObject();
        foreach (var (entity, value) in values)
        {
            json.Key(DlpEntities.NameOf(entity));
            write(value);
        }

        json.CloseObject();
    }
}
