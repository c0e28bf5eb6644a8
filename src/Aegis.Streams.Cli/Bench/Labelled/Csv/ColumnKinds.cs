namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>The columns that lists of prospects have.</summary>
internal static class ColumnKinds
{
    private const double ShareOfRare = 0.1;

    public static readonly ColumnKind Id = new ColumnKind("id contact_id lead_id record_id", "Nr", "N°", "Nº").With(ColumnContent.RowNumber);
    public static readonly ColumnKind Notes = new ColumnKind("notes comment remarks description", "Bemerkung", "Remarques", "Notas").With(ColumnContent.Notes);
    public static readonly ColumnKind Phone =
        new ColumnKind("phone phone_number tel work_phone contact_phone telephone", "Telefon", "Téléphone", "Teléfono").With(EntityNames.Phone, 0.5);

    public static readonly ColumnKind Mobile =
        new ColumnKind("mobile cell mobile_phone cell_phone", "Handy", "Portable", "Móvil").With(EntityNames.Phone, 0.2);

    /// <summary>In every file.</summary>
    public static readonly ColumnKind[] Common =
    [
        new ColumnKind("name full_name contact_name", "Name", "Nom", "Nombre").With(ColumnContent.Name),
        new ColumnKind("company account_name organization", "Firma", "Société", "Empresa").With(ColumnContent.Company),
        new ColumnKind("email email_address contact_email work_email e_mail", "E-Mail", "Courriel", "Correo electrónico").With(EntityNames.Email, 0.64),
        Phone,
        Mobile,
        new ColumnKind("ssn social_security_number ssn_number tax_id social_security", "US-SSN", "SSN", "Número de seguro social").With(EntityNames.UsSsn, 0.2),
        new ColumnKind("card card_number credit_card cc_number payment_card", "Kreditkarte", "Carte bancaire", "Tarjeta").With(EntityNames.CreditCard, 0.15),
        new ColumnKind("iban iban_number bank_iban", "IBAN", "IBAN", "IBAN").With(EntityNames.Iban, 0.11),
        new ColumnKind("ip ip_address last_ip client_ip", "IP-Adresse", "Adresse IP", "Dirección IP").With(EntityNames.IpAddress, 0.15),
        new ColumnKind("dob date_of_birth birth_date birthday", "Geburtsdatum", "Date de naissance", "Fecha de nacimiento").With(EntityNames.DateOfBirth, 0.14),
        new ColumnKind("order_id order_number order_no last_order", "Bestellnummer", "N° de commande", "Nº de pedido").With(NegativeKind.OrderId),
        new ColumnKind("tracking tracking_number shipment_tracking", "Sendungsnummer", "N° de suivi", "Seguimiento").With(NegativeKind.UpsTracking, NegativeKind.FedExTracking, NegativeKind.UspsTracking),
        new ColumnKind("sku item_sku product_code", "Artikelnummer", "Référence article", "Artículo").With(NegativeKind.Sku),
        new ColumnKind("amount total deal_amount", "Betrag", "Montant", "Importe").With(NegativeKind.Amount),
        new ColumnKind("created_at created last_modified", "Erstellt am", "Créé le", "Creado").With(NegativeKind.Timestamp),
    ];

    /// <summary>In some files: what is sensitive.</summary>
    public static readonly ColumnKind[] Sensitive =
    [
        new ColumnKind("itin itin_number").With(EntityNames.UsItin, ShareOfRare),
        new ColumnKind("nino ni_number national_insurance_number").With(EntityNames.UkNino, ShareOfRare),
        new ColumnKind("nhs_number nhs_no").With(EntityNames.UkNhs, ShareOfRare),
        new ColumnKind("sin social_insurance_number").With(EntityNames.CaSin, ShareOfRare),
        new ColumnKind("aadhaar aadhaar_number").With(EntityNames.InAadhaar, ShareOfRare),
        new ColumnKind("pan pan_number").With(EntityNames.InPan, ShareOfRare),
        new ColumnKind("passport passport_number").With(EntityNames.UsPassport, ShareOfRare),
        new ColumnKind("npi npi_number").With(EntityNames.Npi, ShareOfRare),
        new ColumnKind("mbi medicare_id").With(EntityNames.Mbi, ShareOfRare),
        new ColumnKind("routing_number aba_routing").With(EntityNames.AbaRouting, ShareOfRare),
        new ColumnKind("bank_account account_number").With(EntityNames.UsBankAccount, ShareOfRare),
        new ColumnKind("dea_number dea").With(EntityNames.DeaNumber, ShareOfRare),
        new ColumnKind("api_token api_key").With(EntityNames.Secret, ShareOfRare),
    ];

    /// <summary>In some files: what looks like it.</summary>
    public static readonly ColumnKind[] Harmless =
    [
        new ColumnKind("address street_address", "Anschrift", "Adresse", "Domicilio").With(ColumnContent.Address),
        new ColumnKind("zip postal_code postcode", "PLZ", "Code postal", "Código postal").With(ColumnContent.Postcode),
        new ColumnKind("record_url crm_link").With(NegativeKind.UrlPathId),
        new ColumnKind("version app_version firmware_version").With(NegativeKind.Version),
        new ColumnKind("lat latitude").With(NegativeKind.Coordinate),
        new ColumnKind("lon longitude").With(NegativeKind.Coordinate),
        new ColumnKind("session_id request_id").With(NegativeKind.Uuid),
        new ColumnKind("trace_id span_id").With(NegativeKind.TraceId),
        new ColumnKind("ts last_seen_ts epoch").With(NegativeKind.EpochSeconds, NegativeKind.EpochMilliseconds),
        new ColumnKind("invoice_number invoice", "Rechnungsnummer", "N° de facture", "Nº de factura").With(NegativeKind.InvoiceNumber),
        new ColumnKind("isbn").With(NegativeKind.Isbn),
        new ColumnKind("part_number part_no", "Teilenummer").With(NegativeKind.PartNumber),
        new ColumnKind("owner_id tab_id").With(NegativeKind.NineDigitId, NegativeKind.TenDigitId),
        new ColumnKind("external_id legacy_id").With(NegativeKind.TenDigitId, NegativeKind.SixteenDigitId),
        new ColumnKind("vat_id vat_number", "USt-IdNr.", "N° TVA", "CIF").With(NegativeKind.VatId),
        new ColumnKind("ein").With(NegativeKind.Ein),
        new ColumnKind("picture logo_file").With(NegativeKind.AssetName),
    ];
}
