using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>The tools, and what calls of them say.</summary>
internal static class Tools
{
    private static readonly string[] Sources = ["trade fair", "web form", "referral", "import"];
    private static readonly string[] Currencies = ["EUR", "USD", "GBP"];
    private static readonly string[] Rare = [.. EntityNames.Rare];

    public static readonly Tool[] All =
    [
        new("send_email", "body", 0.7, SendEmail),
        new("create_contact", "notes", 0.2, CreateContact),
        new("update_contact", "notes", 0.3, UpdateContact),
        new("generate_quote", "notes", 0.5, GenerateQuote),
        new("search_crm", "comment", 0.1, SearchCrm),
        new("book_meeting", "agenda", 0.3, BookMeeting),
        new("log_note", "note", 1.7, LogNote),
        new("pay_invoice", "memo", 0.4, PayInvoice),
        new("verify_identity", "reason", 0.15, VerifyIdentity),
        new("http_request", "comment", 0.1, HttpRequest),
        new("open_browser_tab", "purpose", 0.3, OpenBrowserTab),
        new("track_shipment", "notes", 0.3, TrackShipment),
        new("deploy_widget", "changes", 0.35, DeployWidget),
    ];

    private static void SendEmail(ArgumentWriter call)
    {
        if (call.Draw.Chance(0.6)) call.Values("to", EntityNames.Email, call.Draw.Between(1, 2));
        else call.Json.Key("to").Value(EmailValues.Make(call.Draw, call.Person));
        if (call.Draw.Chance(0.25)) call.Values("cc", EntityNames.Email, 1);
        call.Subject();
        call.Negative(NegativeKind.AssetName, 0.4);
        call.Negative(NegativeKind.TenDigitId, 0.4);
    }

    private static void CreateContact(ArgumentWriter call)
    {
        call.Object("contact", Contact);
        call.Text("source", call.Draw.Pick(Sources));
        call.Negative(NegativeKind.NineDigitId, 0.6);
    }

    private static void Contact(ArgumentWriter call)
    {
        call.Text("name", call.Person.FullName);
        call.Text("company", call.Person.Company);
        call.Value(EntityNames.Email, 0.75);
        if (call.Draw.Chance(0.15)) call.Values("phones", EntityNames.Phone, 2);
        else call.Value(EntityNames.Phone, 0.6);
        call.Value(EntityNames.DateOfBirth, 0.15);
        call.Value(EntityNames.UsSsn, 0.12);
        call.Object("address", address =>
        {
            address.Text("city", address.Draw.Pick(address.Person.Locale.Cities));
            address.Negative(NegativeKind.ZipPlusFour, 0.5);
            address.Json.Key("lat").Value(HardNegatives.Make(NegativeKind.Coordinate, address.Draw));
            address.Json.Key("lon").Value(HardNegatives.Make(NegativeKind.Coordinate, address.Draw));
        });
    }

    private static void UpdateContact(ArgumentWriter call)
    {
        call.Json.Key("contact_id").Value(HardNegatives.Make(NegativeKind.TenDigitId, call.Draw));
        call.Object("fields", fields =>
        {
            fields.Value(EntityNames.Phone, 0.75);
            fields.Value(EntityNames.Email, 0.45);
            fields.Value(EntityNames.DateOfBirth, 0.15);
        });
        if (call.Draw.Chance(0.2)) call.Nested("metadata", Contact);
        call.Negative(NegativeKind.EpochMilliseconds, 0.7);
        call.Negative(NegativeKind.VatId, 0.2);
    }

    private static void GenerateQuote(ArgumentWriter call)
    {
        call.Value(EntityNames.Email, 0.6);
        call.Json.Key("items").Begin('[');
        for (var i = call.Draw.Between(1, 2); i > 0; i--)
        {
            call.Json.Begin('{');
            call.Json.Key("sku").Value(HardNegatives.Make(NegativeKind.Sku, call.Draw));
            call.Number("quantity", 1, 60);
            call.Json.Key("unit_price").Value(HardNegatives.Make(NegativeKind.Amount, call.Draw));
            call.Json.End('}');
        }

        call.Json.End(']');
        call.Text("currency", call.Draw.Pick(Currencies));
        call.Negative(NegativeKind.OrderId, 0.6);
        call.Negative(NegativeKind.EpochSeconds, 0.5);
    }

    private static void SearchCrm(ArgumentWriter call)
    {
        var query = new LabelledText();
        if (call.Draw.Chance(0.6)) query.Append("email:").Append(EmailValues.Make(call.Draw, call.Person), ContextKind.Word);
        else query.Append("phone:").Append(PhoneValues.Make(call.Draw, call.Person.Locale.Country, hasContext: true), ContextKind.Word);
        query.Append(" OR name:\"").Append(call.Person.LastName).Append('"');
        call.Json.Key("query").Text(query);
        call.Negative(NegativeKind.NineDigitId, 0.5);
        call.Negative(NegativeKind.EpochSeconds, 0.6);
        call.Number("limit", 5, 100);
    }

    private static void BookMeeting(ArgumentWriter call)
    {
        call.Json.Key("attendees").Begin('[');
        for (var i = call.Draw.Between(1, 2); i > 0; i--)
        {
            call.Json.Begin('{');
            call.Text("name", call.Person.FullName);
            call.Value(EntityNames.Email, 0.75);
            call.Value(EntityNames.Phone, 0.25);
            call.Json.End('}');
        }

        call.Json.End(']');
        call.Negative(NegativeKind.Timestamp);
        call.Negative(NegativeKind.MeetingId, 0.6);
        call.Negative(NegativeKind.UrlPathId, 0.3);
    }

    private static void LogNote(ArgumentWriter call)
    {
        call.Json.Key("contact_id").Value(HardNegatives.Make(NegativeKind.TenDigitId, call.Draw));
        call.Negative(NegativeKind.EpochMilliseconds, 0.8);
        call.Negative(NegativeKind.TabId, 0.4);
    }

    private static void PayInvoice(ArgumentWriter call)
    {
        call.Negative(NegativeKind.InvoiceNumber);
        call.Negative(NegativeKind.Amount);
        call.Text("currency", call.Draw.Pick(Currencies));
        call.Object("method", method =>
        {
            var kind = method.Draw.Below(10);
            if (kind < 5) method.Value(EntityNames.Iban);
            else if (kind < 9) method.Value(EntityNames.CreditCard);
            else Bank(method);
        });
        call.Value(EntityNames.IpAddress, 0.5);
        call.Negative(NegativeKind.Ein, 0.3);
        call.Negative(NegativeKind.IbanCheckFault, 0.1);
    }

    private static void Bank(ArgumentWriter method)
    {
        method.Value(EntityNames.AbaRouting);
        method.Value(EntityNames.UsBankAccount);
    }

    private static void VerifyIdentity(ArgumentWriter call)
    {
        call.Text("full_name", call.Person.FullName);
        call.Value(call.Draw.Chance(0.85) ? EntityNames.UsSsn : EntityNames.UsItin, 0.85);
        call.Value(EntityNames.DateOfBirth, 0.5);
        call.Value(call.Draw.Pick(Rare), 0.5);
        call.Negative(NegativeKind.InvalidSsn, 0.2);
        call.Negative(NegativeKind.PartNumber, 0.2);
        call.Negative(NegativeKind.Uuid, 0.6);
    }

    private static void HttpRequest(ArgumentWriter call)
    {
        call.Negative(NegativeKind.UrlPathId);
        call.Text("method", call.Draw.Chance(0.5) ? "POST" : "PATCH");
        call.Object("headers", headers =>
        {
            if (headers.Draw.Chance(0.4)) headers.Json.ExactKey("Authorization").Value(SecretValues.Header(headers.Draw));
            headers.Json.ExactKey("X-Request-Id").Value(HardNegatives.Make(NegativeKind.Uuid, headers.Draw));
        });
        call.Nested("body", Contact);
        call.Negative(NegativeKind.Placeholder, 0.2);
    }

    private static void OpenBrowserTab(ArgumentWriter call)
    {
        call.Json.Key("tab_id").Value(HardNegatives.Make(NegativeKind.TabId, call.Draw));
        call.Json.Key("tab_group_id").Value(HardNegatives.Make(NegativeKind.TabId, call.Draw));
        call.Negative(NegativeKind.UrlPathId);
        call.Negative(NegativeKind.EpochMicroseconds, 0.4);
        call.Negative(NegativeKind.Version, 0.5);
        call.Negative(NegativeKind.MacAddress, 0.3);
        call.Value(EntityNames.IpAddress, 0.45);
    }

    private static void TrackShipment(ArgumentWriter call)
    {
        var kind = call.Draw.Below(3) switch { 0 => NegativeKind.UpsTracking, 1 => NegativeKind.FedExTracking, _ => NegativeKind.UspsTracking };
        call.Negative(kind);
        call.Negative(NegativeKind.OrderId);
        call.Negative(NegativeKind.Isbn, 0.2);
        call.Negative(NegativeKind.CardCheckFault, 0.2);
        call.Negative(NegativeKind.SixteenDigitId, 0.5);
        call.Value(EntityNames.Phone, 0.6);
        call.Value(EntityNames.Email, 0.5);
    }

    private static void DeployWidget(ArgumentWriter call)
    {
        call.Negative(NegativeKind.PackageVersion);
        call.Negative(NegativeKind.Version);
        call.Negative(NegativeKind.Hash);
        call.Negative(NegativeKind.Handle, 0.5);
        call.Negative(NegativeKind.InvalidPhone, 0.1);
        call.Value(EntityNames.Secret, 0.5);
    }
}
