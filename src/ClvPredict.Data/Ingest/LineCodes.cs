using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>The codes of a line's texts.</summary>
internal readonly ref struct LineCodes
{
    private readonly int _customer;
    private readonly TextKey _customerKey;
    private readonly bool _isCustomerWaiting;
    private readonly int _product;
    private readonly int _category;
    private readonly int _channel;
    private readonly int _campaign;
    private readonly int _country;

    internal LineCodes(OrderLines lines, scoped in OrderLineFields fields)
    {
        _customerKey = TextKey.Of(fields.CustomerId);
        _isCustomerWaiting = lines.CanWait(_customerKey);
        if (fields.TextCodes.Length == LineLayout.TextCount)
        {
            var codes = fields.TextCodes;
            (_customer, _product, _category) = (codes[0], codes[1], codes[2]);
            (_channel, _campaign, _country) = (codes[3], codes[4], codes[5]);
            return;
        }
        if (!_isCustomerWaiting)
            _customer = lines.Intern(LineText.Customer, fields.CustomerId);
        _product = lines.Intern(LineText.Product, fields.ProductId);
        _category = lines.Intern(LineText.Category, fields.Category);
        _channel = lines.Intern(LineText.Channel, fields.Channel);
        _campaign = lines.Intern(LineText.Campaign, fields.Campaign);
        _country = lines.Intern(LineText.Country, fields.Country);
    }

    /// <summary>Code of the customer, if that is not looked up later.</summary>
    internal int Customer => _customer;

    internal bool HasNotUtf8 =>
        _customer == TextVocabulary.NotUtf8
        || _product == TextVocabulary.NotUtf8
        || _category == TextVocabulary.NotUtf8
        || _channel == TextVocabulary.NotUtf8
        || _campaign == TextVocabulary.NotUtf8
        || _country == TextVocabulary.NotUtf8;

    internal void Store(OrderLines lines)
    {
        if (_isCustomerWaiting)
            lines.PutCustomer(_customerKey);
        else
            lines.Put(LineField.Customer, _customer);
        lines.Put(LineField.Product, _product);
        lines.Put(LineField.Category, _category);
        lines.Put(LineField.Channel, _channel);
        lines.Put(LineField.Campaign, _campaign);
        lines.Put(LineField.Country, _country);
    }
}
