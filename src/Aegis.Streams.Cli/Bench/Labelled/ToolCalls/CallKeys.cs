namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>The keys under which programs put things, in lower case with underscores.</summary>
internal static class CallKeys
{
    public static readonly IReadOnlyDictionary<string, string[]> Sensitive = new Dictionary<string, string[]>
    {
        [EntityNames.Email] = ["email", "contact_email", "customer_email", "reply_to", "email_address", "user_email"],
        [EntityNames.Phone] = ["phone", "phone_number", "mobile", "cell", "contact_phone", "tel", "mobile_phone", "fax"],
        [EntityNames.UsSsn] = ["ssn", "social_security_number", "tax_id", "applicant_ssn"],
        [EntityNames.UsItin] = ["itin", "applicant_itin"],
        [EntityNames.CreditCard] = ["card_number", "card", "credit_card", "payment_card"],
        [EntityNames.Iban] = ["iban", "beneficiary_iban", "payer_iban"],
        [EntityNames.IpAddress] = ["ip", "client_ip", "ip_address", "source_ip"],
        [EntityNames.Secret] = ["api_key", "password", "client_secret", "access_token", "secret"],
        [EntityNames.DateOfBirth] = ["dob", "date_of_birth", "birth_date", "birthday"],
        [EntityNames.UkNino] = ["nino", "ni_number", "national_insurance_number"],
        [EntityNames.UkNhs] = ["nhs_number"],
        [EntityNames.CaSin] = ["sin", "social_insurance_number"],
        [EntityNames.InAadhaar] = ["aadhaar", "aadhaar_number"],
        [EntityNames.InPan] = ["pan", "pan_number"],
        [EntityNames.UsPassport] = ["passport", "passport_number"],
        [EntityNames.Npi] = ["npi", "npi_number"],
        [EntityNames.Mbi] = ["mbi", "medicare_id"],
        [EntityNames.AbaRouting] = ["routing_number", "aba_routing"],
        [EntityNames.UsBankAccount] = ["bank_account", "account_number", "bank_account_number"],
        [EntityNames.DeaNumber] = ["dea", "dea_number"],
    };

    public static readonly IReadOnlyDictionary<NegativeKind, string[]> Harmless = new Dictionary<NegativeKind, string[]>
    {
        [NegativeKind.EpochSeconds] = ["ts", "timestamp", "created_at", "expires_at", "last_seen"],
        [NegativeKind.EpochMilliseconds] = ["ts", "timestamp", "created_at", "updated_at", "epoch_ms"],
        [NegativeKind.EpochMicroseconds] = ["ts_us", "timestamp_us"],
        [NegativeKind.Timestamp] = ["starts_at", "due", "created", "updated"],
        [NegativeKind.OrderId] = ["order_id", "order_number", "po_number"],
        [NegativeKind.TabId] = ["tab_id", "tab_group_id"],
        [NegativeKind.TraceId] = ["trace_id", "span_id"],
        [NegativeKind.Sku] = ["sku", "product_code"],
        [NegativeKind.Version] = ["version", "app_version", "client_version", "build"],
        [NegativeKind.Hash] = ["commit", "checksum", "etag", "sha256"],
        [NegativeKind.Uuid] = ["request_id", "session_id", "idempotency_key"],
        [NegativeKind.Coordinate] = ["lat", "lon", "latitude", "longitude"],
        [NegativeKind.Amount] = ["amount", "total", "price"],
        [NegativeKind.InvoiceNumber] = ["invoice_number", "invoice_id"],
        [NegativeKind.UpsTracking] = ["tracking_number", "tracking"],
        [NegativeKind.FedExTracking] = ["tracking_number", "fedex_tracking"],
        [NegativeKind.UspsTracking] = ["tracking_number", "usps_tracking"],
        [NegativeKind.Isbn] = ["isbn"],
        [NegativeKind.ZipPlusFour] = ["zip", "postal_code"],
        [NegativeKind.PartNumber] = ["part_number", "part"],
        [NegativeKind.AssetName] = ["logo", "attachment", "avatar"],
        [NegativeKind.PackageVersion] = ["package", "dependency"],
        [NegativeKind.NineDigitId] = ["owner_id", "account_id", "id"],
        [NegativeKind.TenDigitId] = ["contact_id", "deal_id", "customer_id", "message_id"],
        [NegativeKind.SixteenDigitId] = ["conversation_id", "external_id", "batch_id"],
        [NegativeKind.UrlPathId] = ["url", "link", "record_url"],
        [NegativeKind.MacAddress] = ["device_mac", "mac"],
        [NegativeKind.MeetingId] = ["meeting_id", "zoom_id"],
        [NegativeKind.Ein] = ["ein", "employer_id"],
        [NegativeKind.VatId] = ["vat_id", "vat_number"],
        [NegativeKind.CardCheckFault] = ["serial", "license_key"],
        [NegativeKind.IbanCheckFault] = ["reference", "label"],
        [NegativeKind.InvalidSsn] = ["form_id", "template"],
        [NegativeKind.InvalidPhone] = ["lot", "shelf"],
        [NegativeKind.Placeholder] = ["api_key", "password", "token"],
        [NegativeKind.Handle] = ["handle", "mention"],
    };

    /// <summary>Gets the kinds that any call may have more of.</summary>
    public static readonly NegativeKind[] Kinds = [.. Harmless.Keys];
}
