namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>What people write around hard negatives. Digits alone have a word beside them that says what they are.</summary>
internal static class NegativePhrases
{
    public static readonly IReadOnlyDictionary<NegativeKind, Phrase[]> All = new Dictionary<NegativeKind, Phrase[]>
    {
        [NegativeKind.EpochSeconds] = Read("ts={}", "expires at epoch {}", "timestamp {}"),
        [NegativeKind.EpochMilliseconds] = Read("ts={}", "timestamp {} in the log"),
        [NegativeKind.EpochMicroseconds] = Read("timestamp {} (us)"),
        [NegativeKind.Timestamp] = Read("synced {}", "last change {}"),
        [NegativeKind.OrderId] = Read("order {} shipped", "order no. {}", "see order {}", "purchase order {}"),
        [NegativeKind.TabId] = Read("tab {} is still open", "browser tab id {}"),
        [NegativeKind.TraceId] = Read("trace {}", "trace id {}"),
        [NegativeKind.Sku] = Read("SKU {}", "item {} is back in stock", "sku {} x 4"),
        [NegativeKind.Version] = Read("version {}", "build {} fixes it", "runs v{}", "upgraded to version {}"),
        [NegativeKind.Hash] = Read("commit {}", "checksum {}", "sha {}"),
        [NegativeKind.Uuid] = Read("request {}", "session {} ended"),
        [NegativeKind.Coordinate] = Read("lat {}", "longitude {}"),
        [NegativeKind.Amount] = Read("total ${}", "quoted EUR {}", "{} EUR net", "budget of {} USD"),
        [NegativeKind.InvoiceNumber] = Read("invoice {}", "invoice no. {} is due", "Rechnung {}"),
        [NegativeKind.UpsTracking] = Read("UPS {}", "tracking {}"),
        [NegativeKind.FedExTracking] = Read("FedEx tracking {}", "tracking number {}"),
        [NegativeKind.UspsTracking] = Read("USPS {}", "tracking {}"),
        [NegativeKind.Isbn] = Read("ISBN {}", "the book (ISBN {})"),
        [NegativeKind.ZipPlusFour] = Read("ZIP {}", "ships to zip {}"),
        [NegativeKind.PartNumber] = Read("part {}", "part no. {}", "replace {} with the new model"),
        [NegativeKind.AssetName] = Read("attached {}", "the banner {} is blurry"),
        [NegativeKind.PackageVersion] = Read("they use {}", "npm i {}", "pin {} for now"),
        [NegativeKind.NineDigitId] = Read("ticket {}", "case id {}", "deal {} moved on"),
        [NegativeKind.TenDigitId] = Read("ticket {}", "case {} is open", "record id {}"),
        [NegativeKind.SixteenDigitId] = Read("reference id {}", "batch {}", "record {}"),
        [NegativeKind.UrlPathId] = Read("{}", "see {}", "link: {}"),
        [NegativeKind.MacAddress] = Read("MAC {}", "printer {}"),
        [NegativeKind.MeetingId] = Read("Zoom meeting id {}", "meeting {}"),
        [NegativeKind.Ein] = Read("EIN {}", "their EIN is {}"),
        [NegativeKind.VatId] = Read("VAT {}", "VAT ID {}", "USt-IdNr. {}"),
        [NegativeKind.CardCheckFault] = Read("serial {}", "license key {}", "pallet {}"),
        [NegativeKind.IbanCheckFault] = Read("reference {}", "label {}"),
        [NegativeKind.InvalidSsn] = Read("template {}", "form {}", "lot {}"),
        [NegativeKind.InvalidPhone] = Read("lot {}", "shelf {}"),
        [NegativeKind.Placeholder] = Read("{}", "set {} first"),
        [NegativeKind.Handle] = Read("ping {}", "thanks {}", "{} has the deck"),
    };

    /// <summary>Gets every kind.</summary>
    public static readonly NegativeKind[] Kinds = [.. All.Keys];

    private static Phrase[] Read(params string[] texts) => [.. texts.Select(Phrase.Of)];
}
