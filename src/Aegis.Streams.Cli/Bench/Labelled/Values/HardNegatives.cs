using System.Globalization;

namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>
/// Makes what looks sensitive and is not. Digits alone of a card's length never hold Luhn's check, so that every label can be decided;
/// in the wild one in ten does.
/// </summary>
internal static class HardNegatives
{
    private static readonly DateTime FirstInstant = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Assets = ["logo@2x.png", "icon-close@3x.png", "hero_banner@2x.jpg", "avatar@2x.webp", "map-pin@1.5x.png", "badge@3x.svg"];
    private static readonly string[] Packages = ["lodash@4.17.2#", "react-dom@18.2.#", "express@4.1#.2", "left-pad@1.3.#", "typescript@5.#.4", "vue@3.4.2#", "webpack-cli@5.1.#"];
    private static readonly string[] Paths = ["https://crm.pipeline.app/contacts/", "https://app.desk.io/tickets/", "https://shop.example/orders/", "https://api.ledger.dev/v2/invoices/"];
    private static readonly string[] Ends = ["", "/notes", "/edit", "?tab=1"];
    private static readonly string[] VatIds = ["DE#########", "ATU########", "FR##5########", "ESB########", "GB#########", "NL#########B01"];
    private static readonly string[] Orders = ["ORD-2026-00####", "11#-#######-#######", "45########", "SO-##########", "#^########", "WEB-#########", "PO-45########"];
    private static readonly string[] Skus = ["SKU-#####-XL", "?X#-####-00##", "???-###-##", "40###########", "0#-####-###", "?##-####-?"];
    private static readonly string[] Invoices = ["INV-2026-0####", "RE-202601##-00##", "2026######", "F20260###", "INV##########"];
    private static readonly string[] Phones = ["1##-5##-####", "0##-4##-####", "(1##) 3##-####", "211-6##-####"];
    private static readonly string[] Placeholders = ["changeme", "<your-api-key>", "xxxxxxxxxxxxxxxxxxxx", "${DB_PASSWORD}", "{{ secret }}", "****************", "not-set", "<REDACTED>"];
    private static readonly string[] SecretKeys = ["password=", "api_key: ", "token=", "secret: "];
    private static readonly string[] Handles = ["@sales_team", "@jmeyer", "@ops-oncall", "@channel", "@acme_support"];

    public static HardNegative Make(NegativeKind kind, Draw draw) => new(kind, Text(kind, draw), Before(kind, draw), kind == NegativeKind.UrlPathId ? draw.Pick(Ends) : "");

    private static string Text(NegativeKind kind, Draw draw) => kind switch
    {
        NegativeKind.EpochSeconds => Number(draw.Between(1_600_000_000, 1_799_999_999)),
        NegativeKind.EpochMilliseconds => NotACard(Number(draw.Between(1_600_000_000, 1_799_999_999)) + draw.Digits(3)),
        NegativeKind.EpochMicroseconds => NotACard(Number(draw.Between(1_600_000_000, 1_799_999_999)) + draw.Digits(6)),
        NegativeKind.Timestamp => FirstInstant.AddSeconds(draw.Below(86_400 * 900)).ToString(draw.Chance(0.7) ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        NegativeKind.OrderId => draw.Fill(draw.Pick(Orders)),
        NegativeKind.TabId => draw.Fill(draw.Chance(0.5) ? "^########" : "^#########"),
        NegativeKind.TraceId => draw.Hex(draw.Chance(0.6) ? 32 : 16),
        NegativeKind.Sku => NotACard(draw.Fill(draw.Pick(Skus))),
        NegativeKind.Version => Version(draw),
        NegativeKind.Hash => draw.Hex(draw.Below(3) switch { 0 => 40, 1 => 64, _ => 32 }),
        NegativeKind.Uuid => $"{draw.Hex(8)}-{draw.Hex(4)}-4{draw.Hex(3)}-{draw.Of("89ab", 1)}{draw.Hex(3)}-{draw.Hex(12)}",
        NegativeKind.Coordinate => $"{(draw.Chance(0.4) ? "-" : "")}{Number(draw.Between(1, 89))}.{draw.Digits(draw.Between(5, 8))}",
        NegativeKind.Amount => Amount(draw),
        NegativeKind.InvoiceNumber => draw.Fill(draw.Pick(Invoices)),
        NegativeKind.UpsTracking => $"1Z{draw.Fill("******")}{draw.Digits(10)}",
        NegativeKind.FedExTracking => FedEx(draw),
        NegativeKind.UspsTracking => draw.Chance(0.6) ? "94" + draw.Digits(draw.Between(18, 20)) : draw.Fill("94## #### #### #### #### ##"),
        NegativeKind.Isbn => Isbn(draw),
        NegativeKind.ZipPlusFour => draw.Fill("^####-####"),
        NegativeKind.PartNumber => draw.Fill(draw.Chance(0.7) ? "??-###-##-####" : "???-###-##-####"),
        NegativeKind.AssetName => draw.Pick(Assets),
        NegativeKind.PackageVersion => draw.Fill(draw.Pick(Packages)),
        NegativeKind.NineDigitId => draw.Fill("^########"),
        NegativeKind.TenDigitId => draw.Fill("^#########"),
        NegativeKind.SixteenDigitId => NotACard(draw.Fill("^###############")),
        NegativeKind.UrlPathId => NotACard(draw.Fill(draw.Below(3) switch { 0 => "^########", 1 => "^#########", _ => "4###############" })),
        NegativeKind.MacAddress => string.Join(draw.Chance(0.7) ? ":" : "-", Enumerable.Range(0, 6).Select(_ => draw.Hex(2))),
        NegativeKind.MeetingId => draw.Fill("8## #### ####"),
        NegativeKind.Ein => draw.Fill("^#-#######"),
        NegativeKind.VatId => draw.Fill(draw.Pick(VatIds)),
        NegativeKind.CardCheckFault => InFours(NotACard(draw.Fill(draw.Chance(0.5) ? "4###############" : "53##############")), draw.Chance(0.5) ? ' ' : '-'),
        NegativeKind.IbanCheckFault => IbanValues.Faulty(draw),
        NegativeKind.InvalidSsn => draw.Fill(draw.Below(4) switch { 0 => "000-^#-^###", 1 => "666-^#-^###", 2 => "^12-00-^###", _ => "^23-^#-0000" }).Replace("912-", "412-", StringComparison.Ordinal).Replace("923-", "423-", StringComparison.Ordinal),
        NegativeKind.InvalidPhone => draw.Fill(draw.Pick(Phones)),
        NegativeKind.Placeholder => draw.Pick(Placeholders),
        NegativeKind.Handle => draw.Pick(Handles),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    private static string Before(NegativeKind kind, Draw draw) => kind switch
    {
        NegativeKind.UrlPathId => draw.Pick(Paths),
        NegativeKind.Placeholder => draw.Pick(SecretKeys),
        _ => "",
    };

    private static string Version(Draw draw) => draw.Below(4) switch
    {
        0 => draw.Fill("^.#.##"),
        1 => draw.Fill("1#.^.^#.^"),
        2 => draw.Fill("^.^.^##.1##"),
        _ => draw.Fill("^.1#.2##.^#"),
    };

    private static string Amount(Draw draw) => draw.Below(5) switch
    {
        0 => draw.Fill("^#,###.##"),
        1 => draw.Fill("^.###,##"),
        2 => draw.Fill("^##,###,###.00"),
        3 => draw.Fill("^####.##"),
        _ => draw.Fill("^##.##"),
    };

    private static string FedEx(Draw draw)
    {
        var digits = NotACard(draw.Fill("7###########"));
        return draw.Chance(0.6) ? digits : InFours(digits, ' ');
    }

    private static string Isbn(Draw draw)
    {
        if (draw.Chance(0.4))
        {
            var body = draw.Fill("0########");
            return draw.Chance(0.5) ? body + CheckDigits.Isbn10(body) : $"{body[0]}-{body[1..4]}-{body[4..9]}-{CheckDigits.Isbn10(body)}";
        }

        var digits = draw.Fill("978#########");
        digits += CheckDigits.Ean13(digits);
        return draw.Chance(0.5) ? digits : $"{digits[..3]}-{digits[3]}-{digits[4..8]}-{digits[8..12]}-{digits[12]}";
    }

    /// <summary>Moves the last digit of a number that could be taken for a card.</summary>
    private static string NotACard(string text)
    {
        if (text.Length is < 12 or > 19 || !text.All(char.IsAsciiDigit) || !CheckDigits.HoldsLuhn(text)) return text;
        return text[..^1] + (char)('0' + ((text[^1] - '0' + 1) % 10));
    }

    private static string InFours(string digits, char separator) => string.Join(separator, digits.Chunk(4).Select(group => new string(group)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
