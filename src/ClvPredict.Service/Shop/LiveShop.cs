using ClvPredict.Models;
using ClvPredict.Scoring;

namespace ClvPredict.Service.Shop;

/// <summary>
/// The shop that answers at present. A reload makes the next one beside it and puts it in its place at once: whoever took the
/// one before keeps it. A model that is refused leaves the present one. Safe to use from many threads.
/// </summary>
public sealed class LiveShop : IDisposable
{
    private readonly ShopSource _source;
    private readonly SemaphoreSlim _reloading = new(1, 1);
    private ModelFileState _seen;
    private volatile ScoredShop _current;

    /// <summary>Loads the shop.</summary>
    /// <exception cref="ModelPackageException">The zip is refused.</exception>
    /// <exception cref="ClvPredict.Features.FeatureContractException">The orders are not what the model's features are computed from.</exception>
    /// <exception cref="ClvPredict.Data.OrderDataException">There is no order before the as-of day.</exception>
    public LiveShop(ShopSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _seen = ModelFileState.Of(source.ModelPath);
        _current = source.Load(cancellationToken);
    }

    /// <summary>The shop; take it once a request.</summary>
    public ScoredShop Current => _current;

    /// <summary>Looks at the model file, and makes a shop with it when it is another one. One reload runs at a time.</summary>
    /// <param name="force">Whether the file is loaded even if it is the same.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelPackageException">The zip is refused; the present model stays.</exception>
    /// <exception cref="ClvPredict.Features.FeatureContractException">As at the start; the present model stays.</exception>
    public async Task<ReloadOutcome> ReloadAsync(
        bool force = false,
        CancellationToken cancellationToken = default
    )
    {
        await _reloading.WaitAsync(cancellationToken);
        try
        {
            var state = ModelFileState.Of(_source.ModelPath);
            if (state == _seen && !force)
                return new ReloadOutcome(IsChanged: false, _current);
            // A file that is refused is not read again before it changes.
            _seen = state;
            _current = await Task.Run(() => _source.Load(cancellationToken), cancellationToken);
            return new ReloadOutcome(IsChanged: true, _current);
        }
        finally
        {
            _reloading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reloading.Dispose();
}
