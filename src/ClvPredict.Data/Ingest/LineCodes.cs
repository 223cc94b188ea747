namespace ClvPredict.Data.Ingest;

/// <summary>The codes of a line's texts.</summary>
internal readonly ref struct LineCodes
{
    private readonly int _customer;
    private readonly int _product;
    private readonly int _category;
    private readonly int _channel;
    private readonly int _campaign;
    private readonly int _country;

    internal LineCodes(OrderLines lines, scoped in OrderLineFields fields)
    {
        if (fields.TextCodes.Length == LineLayout.TextCount)
        {
            var codes = fields.TextCodes;
            (_customer, _product, _category) = (codes[0], codes[1], codes[2]);
            (_channel, _campaign, _country) = (codes[3], codes[4], codes[5]);
            return;
        }
        _customer = lines.Intern(LineText.Customer, fields.CustomerId);
        _product = lines.Intern(LineText.Product, fields.ProductId);
        _category = lines.Intern(LineText.Category, fields.Category);
        _channel = lines.Intern(LineText.Channel, fields.Channel);
        _campaign = lines.Intern(LineText.Campaign, fields.Campaign);
        _country = lines.Intern(LineText.Country, fields.Country);
    }

    internal int Customer => _customer;

    internal bool HasNotUtf8 =>
        _customer == TextVocabulary.NotUtf8
        || _product == TextVocabulary.NotUtf8
        || _category == TextVocabulary.NotUtf8
        || _channel == TextVocabulary.NotUtf8
        || _campaign == TextVocabulary.NotUtf8
        || _country == TextVocabulary.NotUtf8;

    internal void Store(LineBlock block, int place)
    {
        Store(block, LineText.Customer, place, _customer);
        Store(block, LineText.Product, place, _product);
        Store(block, LineText.Category, place, _category);
        Store(block, LineText.Channel, place, _channel);
        Store(block, LineText.Campaign, place, _campaign);
        Store(block, LineText.Country, place, _country);
    }

    private static void Store(LineBlock block, LineText column, int place, int code)
    {
        var codes = block.Codes[(int)column];
        if ((uint)place < (uint)codes.Length)
            codes[place] = code;
    }
}
