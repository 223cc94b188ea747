using ClvPredict.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvPredict.Scoring;

/// <summary>
/// The scorer of a model file that may be replaced while an application runs: a new file is loaded and validated, then takes
/// over; a bad one is logged, and the present model stays. Safe to use from many threads.
/// </summary>
/// <remarks>
/// The file is looked at once in a while, which works on every file system; whoever has taken a scorer keeps it.
/// </remarks>
public sealed partial class ReloadingScorer : IDisposable
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Lock _reloading = new();
    private readonly Timer _timer;
    private ModelFileState _seen;
    private volatile CustomerScorer _current;

    /// <summary>Loads the model.</summary>
    /// <param name="path">A model zip, or a file that names one (see <see cref="ModelPointer"/>).</param>
    /// <param name="interval">How often the file is looked at.</param>
    /// <param name="logger">Told of models loaded and refused; null for nobody.</param>
    /// <exception cref="ModelPackageException">The zip is refused; the message says why.</exception>
    public ReloadingScorer(string path, TimeSpan interval, ILogger<ReloadingScorer>? logger = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        _path = path;
        _logger = logger ?? NullLogger<ReloadingScorer>.Instance;
        _seen = ModelFileState.Of(path);
        _current = CustomerScorer.Load(_seen.Zip);
        _timer = new Timer(_ => Reload(), null, interval, interval);
    }

    /// <summary>The scorer of the newest good model.</summary>
    public CustomerScorer Current => _current;

    /// <summary>Looks at the file now.</summary>
    /// <returns>Whether another model has taken over.</returns>
    public bool Reload()
    {
        lock (_reloading)
        {
            try
            {
                var state = ModelFileState.Of(_path);
                if (state == _seen)
                    return false;
                // A file that is refused is not read again before it changes.
                _seen = state;
                _current = CustomerScorer.Load(state.Zip);
                LogLoaded(state.Zip, _current.Model.Manifest.AsOf);
                return true;
            }
            // Whatever is wrong with the file: an exception on the timer's thread would end the application.
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogRefused(e, _path);
                return false;
            }
        }
    }

    /// <summary>Stops looking at the file.</summary>
    public void Dispose() => _timer.Dispose();

    [LoggerMessage(LogLevel.Information, "Model {Path} of {AsOf} loaded")]
    private partial void LogLoaded(string path, DateOnly asOf);

    [LoggerMessage(LogLevel.Error, "Model {Path} refused; the present model stays")]
    private partial void LogRefused(Exception exception, string path);
}
