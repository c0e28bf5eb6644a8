using System.Globalization;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes dates of birth, in the ways of a country to write dates.</summary>
internal static class BirthDates
{
    private static readonly DateOnly First = new(1936, 1, 1);
    private static readonly DateOnly Last = new(2007, 12, 31);

    public static SensitiveValue Make(Draw draw, string country)
    {
        var date = First.AddDays(draw.Below(Last.DayNumber - First.DayNumber + 1));
        var kind = draw.Below(100);
        var (format, flags) = country switch
        {
            _ when kind < 40 => ("yyyy-MM-dd", TruthFlags.None),
            _ when kind < 50 => ("d MMM yyyy", TruthFlags.None),
            "US" when kind < 85 => ("MM/dd/yyyy", TruthFlags.None),
            "US" when kind < 93 => ("M/d/yyyy", TruthFlags.None),
            "US" => ("MMMM d, yyyy", TruthFlags.Hard),
            "DE" when kind < 92 => ("dd.MM.yyyy", TruthFlags.None),
            "DE" => ("d.M.yyyy", TruthFlags.None),
            _ => ("dd/MM/yyyy", TruthFlags.Hard),
        };
        return new SensitiveValue(EntityNames.DateOfBirth, date.ToString(format, CultureInfo.InvariantCulture), flags);
    }
}
