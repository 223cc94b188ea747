using System.Collections.Immutable;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Customers;

/// <summary>A column of few names, as codes.</summary>
internal sealed class NamedColumn
{
    private readonly byte[] _codes;

    public NamedColumn(ImmutableArray<CustomerScore> customers, Func<CustomerScore, string> name)
    {
        _codes = new byte[customers.Length];
        var names = ImmutableArray.CreateBuilder<string>();
        for (var row = 0; row < customers.Length; row++)
        {
            var own = name(customers[row]);
            var code = names.IndexOf(own);
            if (code < 0)
            {
                code = names.Count;
                names.Add(own);
            }
            _codes[row] = checked((byte)code);
        }
        Names = names.DrainToImmutable();
    }

    /// <summary>The names that occur.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Leaves those of the marked customers marked who have a name.</summary>
    public void Keep(string name, Span<bool> marked)
    {
        var wanted = Names.IndexOf(name);
        for (var row = 0; row < marked.Length; row++)
            marked[row] &= _codes[row] == wanted;
    }
}
