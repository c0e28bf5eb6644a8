# syntax=docker/dockerfile:1
# Aegis.Streams as a container: no shell, no root, nothing to write but its state folder. See docker-compose.yml for its use.

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY proto proto
COPY topology topology
COPY src src
RUN dotnet restore src/Aegis.Streams.Cli --locked-mode
RUN dotnet publish src/Aegis.Streams.Cli --configuration Release --no-restore --output /app
# The user of the image below cannot make the folder; a volume that is mounted on it takes its owner over.
RUN mkdir /state

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled
WORKDIR /opt/aegis
COPY --from=build /app bin
COPY --from=build --chown=$APP_UID:$APP_UID /state /var/lib/aegis
COPY policies policies
COPY topology topology
COPY LICENSE ./
ENV AEGIS_HOME=/opt/aegis \
    AEGIS_STATE_DIR=/var/lib/aegis \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
VOLUME /var/lib/aegis
# What can be asked from outside of the process: the cluster answers here, and its topics still keep the promises.
HEALTHCHECK --interval=30s --timeout=20s --start-period=60s --retries=3 CMD ["dotnet", "bin/aegis.dll", "topics", "check"]
ENTRYPOINT ["dotnet", "bin/aegis.dll"]
CMD ["--help"]
