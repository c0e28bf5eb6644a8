using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes detectors.</summary>
internal static class DetectorWriter
{
    public static void Write(CanonicalJson json, DlpDetector detector)
    {
        json.OpenObject();
        json.Write("name", detector.Name);
        json.WriteTexts("terms", CanonicalSets.Of(detector.Terms));
        if (detector.File is { } file)
        {
            json.Key("file");
            json.OpenObject();
            json.Write("path", file.Path);
            json.Write("sha256", file.Digest);
            json.Write("key", file.KeyId);
            json.CloseObject();
        }

        json.Write("pattern", detector.Pattern?.Text);
        json.Write("check", DetectorWords.Of(detector.Check));
        json.WriteTexts("keys", CanonicalSets.Of(detector.Keys));
        json.CloseObject();
    }
}
