using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Policy.Language;

/// <summary>The words of the language for check functions.</summary>
internal static class DetectorWords
{
    public static readonly string[] Checks = ["luhn", "verhoeff", "mod97"];

    public static string? Of(CheckFunction check) => check == CheckFunction.None ? null : Checks[(int)check - 1];

    public static CheckFunction Read(string word) => (CheckFunction)(Array.IndexOf(Checks, word) + 1);
}
