# The image of the service: a JRE and the jar that `mvn package` made.
FROM eclipse-temurin:21-jre
RUN useradd --system --uid 10001 tidegate
WORKDIR /opt/tidegate
COPY backend/target/tidegate.jar tidegate.jar
USER 10001
EXPOSE 8080
# The heap need not grow with the backlog: that is in PostgreSQL.
ENV JAVA_TOOL_OPTIONS="-Xmx256m -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "tidegate.jar"]
CMD ["serve"]
