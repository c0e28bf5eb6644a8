namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Shapes of phones by country, in the groups of ITU-T E.123 and in those that people write, for <see cref="Draw.Fill"/>.</summary>
internal static class InternationalPhones
{
    public static readonly string[] Germany =
    [
        "+49 30 9######", "+49 151 ########", "+49 (0)89 4######", "+49 40 3#######", "+49 (0) 171 #######", "+49 176 ########", "+49 221 8##-###", "+49 69 2###-##", "+49-160-#######",
    ];

    public static readonly string[] UnitedKingdom =
    [
        "+44 20 7### ####", "+44 7### ######", "+44 (0)20 8### ####", "+44 (0) 7### ######", "+44 161 4## ####", "+44 117 9## ####", "+44-7###-######", "+44 1273 ######",
    ];

    public static readonly string[] France =
    [
        "+33 1 4# ## ## ##", "+33 6 ## ## ## ##", "+33 (0)1 4# ## ## ##", "+33 (0) 6 ## ## ## ##", "+33 7 5# ## ## ##", "+33.6.##.##.##.##", "+33 4 72 ## ## ##",
    ];

    public static readonly string[] Spain = ["+34 6## ### ###", "+34 91 ### ## ##", "+34 93 ### ## ##", "+34 6## ## ## ##", "+34-6########", "+34 954 ### ###"];

    public static readonly string[] India = ["+91 98### #####", "+91-98########", "+91 11 4### ####", "+91 80 2### ####", "+91 70### #####", "+91 (0)22 2### ####"];

    public static readonly string[] Others =
    [
        "+39 06 4### ####", "+39 34# ### ####", "+31 6 2#######", "+31 20 5## ####", "+32 47# ## ## ##", "+32 2 5## ## ##", "+41 44 6## ## ##", "+41 79 ### ## ##", "+43 1 5######", "+43 664 #######",
        "+46 70 ### ## ##", "+46 8 5## ### ##", "+47 4## ## ###", "+47 2# ## ## ##", "+45 2# ## ## ##", "+358 40 #######", "+353 1 6## ####", "+353 87 ### ####", "+351 91# ### ###", "+48 60# ### ###",
        "+48 22 5## ## ##", "+420 60# ### ###", "+36 30 ### ####", "+30 210 3######", "+30 694 ### ####", "+90 53# ### ## ##", "+61 4## ### ###", "+61 2 9### ####", "+64 21 ### ####", "+81 3-5###-####",
        "+81 90-####-####", "+82 10-####-####", "+82 2-7##-####", "+86 138 #### ####", "+86 10 6### ####", "+852 9### ####", "+65 9### ####", "+65 6### ####", "+55 11 9####-####", "+55 (11) 9####-####",
        "+52 55 5### ####", "+54 11 4###-####", "+56 9 8### ####", "+57 310 ### ####", "+27 82 ### ####", "+27 11 4## ####", "+971 50 ### ####", "+972 54-###-####", "+966 50 ### ####", "+234 803 ### ####",
        "+254 72# ######", "+20 100 ### ####", "+63 917 ### ####", "+62 812-####-####", "+66 81 ### ####", "+84 91 ### ## ##", "+60 12-### ####", "+7 916 ###-##-##", "+380 50 ### ## ##", "+40 72# ### ###",
        "+385 91 ### ####", "+386 40 ### ###", "+359 88 ### ####", "+421 90# ### ###", "+370 61# #####", "+371 29### ###", "+372 5### ####", "+352 621 ### ###", "+354 69# ####", "+356 99## ####",
    ];

    public static readonly string[] NationalGermany = ["030 9######", "0151 ########", "089/4######", "(040) 3#######", "0171-#######", "0221 8## ###", "069 2###-##"];

    public static readonly string[] NationalUnitedKingdom = ["020 7### ####", "07### ######", "(0161) 4## ####", "01273 ######", "0117 9## ####", "07#########"];

    public static readonly string[] NationalFrance = ["01 4# ## ## ##", "06.##.##.##.##", "06 ## ## ## ##", "06########", "04-72-##-##-##", "07 5# ## ## ##"];

    /// <summary>Finds the shapes of a country.</summary>
    /// <param name="country">Its code.</param>
    /// <returns>The shapes; of a country without its own, those of the others.</returns>
    public static string[] Of(string country) => country switch
    {
        "DE" => Germany,
        "GB" => UnitedKingdom,
        "FR" => France,
        "ES" => Spain,
        "IN" => India,
        _ => Others,
    };

    /// <summary>Finds the national shapes of a country.</summary>
    /// <param name="country">Its code.</param>
    /// <returns>The shapes; <see langword="null"/>: none are made.</returns>
    public static string[]? NationalOf(string country) => country switch
    {
        "DE" => NationalGermany,
        "GB" => NationalUnitedKingdom,
        "FR" => NationalFrance,
        _ => null,
    };
}
